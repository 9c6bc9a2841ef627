package io.wealthcrm.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.CustomerChoice;
import io.wealthcrm.customer.CustomerListing;
import io.wealthcrm.customer.ReadableExtra;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Permission;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.JobView;
import io.wealthcrm.shared.Jobs;
import io.wealthcrm.shared.Language;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

/** Asks for exports, shows and opens them: each for who asked alone, and for as long as they may. */
@ApplicationScoped
class Exports {
    static final String SUBJECT = "CUSTOMER_EXPORT";

    private static final String ADD =
            """
            insert into exports (id, format, language, filter, columns, reason, state, by_id, at, sight, extra)
            values (?1, ?2, ?3, cast(cast(?4 as text) as jsonb), cast(?5 as text[]), ?6, 'RUNNING', ?7, ?8, ?9, cast(?10 as text[]))""";

    private static final String ONE = ExportRecord.SELECT + " where e.by_id = ?1 and e.id = ?2";
    private static final String LIST = ExportRecord.SELECT
            + " where e.by_id = ?1 and (cast(?2 as uuid) is null or e.id < cast(?2 as uuid)) order by e.id desc limit ?3";

    private final CustomerListing listing;
    private final Jobs jobs;
    private final Audit audit;
    private final ObjectMapper json;
    private final Clock clock;

    Exports(CustomerListing listing, Jobs jobs, Audit audit, ObjectMapper json, Clock clock) {
        this.listing = listing;
        this.jobs = jobs;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /** @throws Problem FORBIDDEN without the permission, INVALID_INPUT, TOO_MANY_REQUESTS where phones are asked for too often */
    @WithTransaction
    Uni<JobView> ask(Caller caller, NewExport input, Language language) {
        caller.require(Permission.CUSTOMER_EXPORT);
        listing.requireValid(input.choice());
        return listing.search(caller, input.choice()).chain(() -> asked(caller, input, language));
    }

    private Uni<JobView> asked(Caller caller, NewExport input, Language language) {
        UUID id = Ids.next();
        String[] columns = input.columns().stream().distinct().map(Enum::name).toArray(String[]::new);
        List<String> extra = input.extra() == null ? List.of() : input.extra();
        return listing.extra(caller)
                .invoke(readable -> requireReadable(readable, extra))
                .chain(() -> Db.execute(
                        ADD,
                        id,
                        input.format().name(),
                        language.name(),
                        written(input.choice()),
                        columns,
                        input.reason().strip(),
                        caller.userId(),
                        clock.instant(),
                        sight(caller.scope()),
                        extra.stream().distinct().toArray(String[]::new)))
                .chain(() -> audit.record(caller.userId(), "CUSTOMER_EXPORT_ASKED", SUBJECT, id))
                .chain(() -> jobs.start(ExportJob.KIND, id, 0, caller.userId()));
    }

    /** One out of sight is refused as one that nobody defined. */
    private static void requireReadable(ReadableExtra readable, List<String> keys) {
        for (int i = 0; i < keys.size(); i++) {
            if (!readable.has(keys.get(i))) {
                CommonProblem unknown = CommonProblem.UNKNOWN_FIELD;
                throw Problem.invalid("/extra/" + i, unknown.name(), unknown.zh() + " / " + unknown.en());
            }
        }
    }

    /** @throws Problem NOT_FOUND, also for another's */
    @WithSession
    Uni<ExportView> view(Caller caller, UUID id) {
        return find(caller, id).map(this::view);
    }

    /** One's own, the newest first. */
    @WithSession
    Uni<Page<ExportView>> list(Caller caller, PageRequest page) {
        return Db.select(ExportRecord.class, LIST, caller.userId(), page.after(), page.rows())
                .map(rows ->
                        Page.of(rows, page.limit(), row -> Cursor.of(row.id())).map(this::view));
    }

    /** For the file to be sent, which is audited. @throws Problem NOT_FOUND, FORBIDDEN, EXPORT_OUTDATED, EXPORT_STATE, EXPORT_WITHDRAWN */
    @WithTransaction
    Uni<ExportRecord> open(Caller caller, UUID id) {
        return find(caller, id)
                .invoke(export -> caller.require(Permission.CUSTOMER_EXPORT))
                .call(export -> requireSight(caller, export))
                .invoke(Exports::requireReady)
                .call(() -> audit.record(caller.userId(), "CUSTOMER_EXPORT_READ", SUBJECT, id));
    }

    private static void requireReady(ExportRecord export) {
        if (export.state() == ExportView.State.WITHDRAWN) {
            throw Problem.of(ExchangeProblem.EXPORT_WITHDRAWN);
        }
        if (export.state() != ExportView.State.DONE) {
            throw Problem.of(ExchangeProblem.EXPORT_STATE, Map.of("current", export.state()));
        }
    }

    /** In it is what was seen then. @throws Problem EXPORT_OUTDATED */
    Uni<ReadableExtra> requireSight(Caller reader, ExportRecord export) {
        return listing.extra(reader).invoke(readable -> {
            if (!sight(reader.scope()).equals(export.sight())
                    || !export.extraKeys().stream().allMatch(readable::has)) {
                throw Problem.of(ExchangeProblem.EXPORT_OUTDATED);
            }
        });
    }

    private static String sight(Scope scope) {
        String whose = scope.kind() + " " + new TreeSet<>(scope.mine()) + " " + new TreeSet<>(scope.units())
                + (scope.seats().isEmpty() ? "" : " " + new TreeSet<>(scope.seats()));
        return UUID.nameUUIDFromBytes(whose.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static Uni<ExportRecord> find(Caller caller, UUID id) {
        return Db.one(ExportRecord.class, ONE, caller.userId(), id);
    }

    private ExportView view(ExportRecord row) {
        return new ExportView(
                row.id(),
                row.format(),
                choice(row),
                row.wanted(),
                row.extraKeys(),
                row.reason(),
                row.state(),
                row.rows(),
                row.byId(),
                row.at(),
                row.expiresAt());
    }

    CustomerChoice choice(ExportRecord export) {
        try {
            return json.readValue(export.filter(), CustomerChoice.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String written(CustomerChoice choice) {
        try {
            return json.writeValueAsString(choice);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
