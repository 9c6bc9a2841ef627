package io.wealthcrm.settlement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.settlement.EntryView.LineView;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** The journal as finance reads it. */
@ApplicationScoped
class Entries {
    private static final String LINES =
            """
            select line_no, account, product_id, holding_id, debit, credit from ledger_lines
             where entry_id = ?1 and line_no > ?2 order by line_no limit ?3""";

    private final ObjectMapper json;

    Entries(ObjectMapper json) {
        this.json = json;
    }

    record Row(
            UUID id,
            String postingKey,
            String kind,
            EntryStatus status,
            LocalDate bookedOn,
            String currency,
            BigDecimal amount,
            UUID subjectId,
            String note,
            UUID preparedBy,
            Instant preparedAt,
            UUID postedBy,
            Instant postedAt,
            int lineCount,
            String lines) {}

    record LineRow(int no, String account, UUID productId, UUID holdingId, BigDecimal debit, BigDecimal credit) {
        LineView view() {
            return new LineView(no, account, productId, holdingId, Money.of(debit), Money.of(credit));
        }
    }

    /** The latest accounting day first. */
    @WithSession
    Uni<Page<EntryView>> list(EntryFilter filter, PageRequest page) {
        Cursor cursor = page.cursor(2);
        return Db.select(
                        Row.class,
                        EntrySql.page(filter.status()),
                        filter.first(),
                        filter.last(),
                        filter.kind,
                        filter.subject(),
                        filter.product(),
                        cursor == null ? null : cursor.date(0),
                        cursor == null ? null : cursor.uuid(1),
                        page.rows(),
                        filter.status().name())
                .map(rows -> Page.of(rows, page.limit(), row -> Cursor.of(row.bookedOn(), row.id()))
                        .map(this::view));
    }

    /** A posted entry, or a voucher that is not posted. @throws Problem NOT_FOUND */
    @WithSession
    Uni<EntryView> find(UUID id) {
        return Db.select(Row.class, EntrySql.FIND_POSTED, id)
                .chain(posted -> posted.isEmpty()
                        ? Db.one(Row.class, EntrySql.FIND_DRAFT, id)
                        : Uni.createFrom().item(posted.get(0)))
                .map(this::view);
    }

    /** By line number. */
    @WithSession
    Uni<Page<LineView>> lines(UUID id, PageRequest page) {
        Cursor cursor = page.cursor(1);
        return Db.select(LineRow.class, LINES, id, cursor == null ? 0L : cursor.number(0), page.rows())
                .map(rows -> Page.of(rows, page.limit(), line -> Cursor.of(line.no()))
                        .map(LineRow::view));
    }

    private EntryView view(Row row) {
        return new EntryView(
                row.id(),
                row.postingKey(),
                row.kind(),
                row.status(),
                row.bookedOn(),
                row.currency(),
                Money.of(row.amount()),
                row.subjectId(),
                row.note(),
                row.preparedBy(),
                row.preparedAt(),
                row.postedBy(),
                row.postedAt(),
                row.lineCount(),
                lines(row.lines()));
    }

    private List<LineView> lines(String text) {
        try {
            return json.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
