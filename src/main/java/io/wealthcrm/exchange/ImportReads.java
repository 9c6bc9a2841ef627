package io.wealthcrm.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.CustomerListing;
import io.wealthcrm.customer.ReadableExtra;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Reads imports: one's own, and all of them for operations. */
@ApplicationScoped
class ImportReads {
    private static final String IN_SIGHT = " from imports where (?1 or by_id = ?2)";
    private static final String ONE = "select " + ImportRecord.COLUMNS + IN_SIGHT + " and id = ?3";
    private static final String LIST = "select " + ImportRecord.COLUMNS + IN_SIGHT
            + " and (cast(?3 as uuid) is null or id < cast(?3 as uuid)) order by id desc limit ?4";
    private static final String LOCKED = "select " + ImportRecord.COLUMNS + " from imports where id = ?1 for update";

    private final CustomerListing listing;
    private final ObjectMapper json;
    private final ExchangeConfig config;

    ImportReads(CustomerListing listing, ObjectMapper json, ExchangeConfig config) {
        this.listing = listing;
        this.json = json;
        this.config = config;
    }

    /** @throws Problem NOT_FOUND */
    @WithSession
    Uni<ImportView> view(Caller caller, UUID id) {
        return find(caller, id).chain(row -> listing.extra(caller).map(readable -> view(row, readable)));
    }

    /** What the caller reads of the extra fields that the report of an import may name. @throws Problem NOT_FOUND */
    @WithSession
    Uni<ReadableExtra> readable(Caller caller, UUID id) {
        return find(caller, id).chain(() -> listing.extra(caller));
    }

    /** The newest first. */
    @WithSession
    Uni<Page<ImportView>> list(Caller caller, PageRequest page) {
        return Db.select(
                        ImportRecord.class,
                        LIST,
                        caller.has(Role.OPERATIONS),
                        caller.userId(),
                        page.after(),
                        page.rows())
                .map(rows -> Page.of(rows, page.limit(), row -> Cursor.of(row.id())))
                .chain(rows -> listing.extra(caller).map(readable -> rows.map(row -> view(row, readable))));
    }

    /** Joins the caller's session. @throws Problem NOT_FOUND */
    Uni<ImportRecord> find(Caller caller, UUID id) {
        return Db.one(ImportRecord.class, ONE, caller.has(Role.OPERATIONS), caller.userId(), id);
    }

    /** Locked until the transaction ends. @throws Problem NOT_FOUND */
    Uni<ImportRecord> locked(Caller caller, UUID id) {
        return find(caller, id).chain(() -> locked(id));
    }

    Uni<ImportRecord> locked(UUID id) {
        return Db.one(ImportRecord.class, LOCKED, id);
    }

    /** Of the extra fields it names those alone that its reader sees. */
    private ImportView view(ImportRecord row, ReadableExtra readable) {
        return row.view(mapping(row).seen(readable::has), config.fileLife());
    }

    ColumnMapping mapping(ImportRecord row) {
        try {
            return json.readValue(row.mapping(), ColumnMapping.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String written(ColumnMapping mapping) {
        try {
            return json.writeValueAsString(mapping);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
