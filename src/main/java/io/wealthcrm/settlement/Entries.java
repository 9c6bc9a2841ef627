package io.wealthcrm.settlement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.settlement.EntryView.LineView;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** The journal as finance reads it, and vouchers made by hand. */
@ApplicationScoped
class Entries {
    private static final String SELECT =
            """
            select e.id, e.posting_key, e.kind, e.booked_on, e.currency, e.amount, e.subject_id, e.note, e.posted_by, e.posted_at,
                   (select count(*) from ledger_lines where entry_id = e.id),
                   (select cast(jsonb_agg(jsonb_build_object('no', l.line_no, 'account', l.account, 'productId', l.product_id,
                               'holdingId', l.holding_id, 'debit', cast(l.debit as text), 'credit', cast(l.credit as text))
                               order by l.line_no) as text)
                      from (select * from ledger_lines where entry_id = e.id order by line_no limit 100) l)
              from ledger_entries e
            """;

    private static final String PAGE = SELECT
            + """
             where (cast(?1 as date) is null or e.booked_on >= ?1) and (cast(?2 as date) is null or e.booked_on <= ?2)
               and (cast(?3 as text) is null or e.kind = ?3) and (cast(?4 as uuid) is null or e.subject_id = ?4)
               and (cast(?5 as uuid) is null or exists (select from ledger_lines where entry_id = e.id and product_id = ?5))
               and (cast(?6 as date) is null or (e.booked_on, e.id) < (cast(?6 as date), cast(?7 as uuid)))
             order by e.booked_on desc, e.id desc limit ?8""";

    private static final String LINES =
            """
            select line_no, account, product_id, holding_id, debit, credit from ledger_lines
             where entry_id = ?1 and line_no > ?2 order by line_no limit ?3""";

    private final Ledger ledger;
    private final Audit audit;
    private final ObjectMapper json;
    private final WealthConfig firm;
    private final Clock clock;

    Entries(Ledger ledger, Audit audit, ObjectMapper json, WealthConfig firm, Clock clock) {
        this.ledger = ledger;
        this.audit = audit;
        this.json = json;
        this.firm = firm;
        this.clock = clock;
    }

    record Row(
            UUID id,
            String postingKey,
            String kind,
            LocalDate bookedOn,
            String currency,
            BigDecimal amount,
            UUID subjectId,
            String note,
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
                        PAGE,
                        filter.first(),
                        filter.last(),
                        filter.kind,
                        filter.subject(),
                        filter.product(),
                        cursor == null ? null : cursor.date(0),
                        cursor == null ? null : cursor.uuid(1),
                        page.rows())
                .map(rows -> Page.of(rows, page.limit(), row -> Cursor.of(row.bookedOn(), row.id()))
                        .map(this::view));
    }

    /** @throws Problem NOT_FOUND */
    @WithSession
    Uni<EntryView> find(UUID id) {
        return Db.select(Row.class, SELECT + " where e.id = ?1", id).map(this::first);
    }

    /** By line number. */
    @WithSession
    Uni<Page<LineView>> lines(UUID id, PageRequest page) {
        Cursor cursor = page.cursor(1);
        return Db.select(LineRow.class, LINES, id, cursor == null ? 0L : cursor.number(0), page.rows())
                .map(rows -> Page.of(rows, page.limit(), line -> Cursor.of(line.no()))
                        .map(LineRow::view));
    }

    /** @throws Problem INVALID_INPUT, DAY_IN_FUTURE, LEDGER_UNBALANCED, UNKNOWN_ACCOUNT, PERIOD_CLOSED */
    @WithTransaction
    Uni<EntryView> post(Caller caller, NewEntry input) {
        if (input.bookedOn().isAfter(LocalDate.now(clock.withZone(firm.zone())))) {
            throw Problem.of(SettlementProblem.DAY_IN_FUTURE);
        }
        UUID id = Ids.next();
        return ledger.post(input.posting(id, caller.userId()))
                .call(entry -> audit.record(caller.userId(), "VOUCHER_POSTED", "LEDGER_ENTRY", entry))
                .chain(entry -> Db.select(Row.class, SELECT + " where e.id = ?1", entry))
                .map(this::first)
                .onFailure(failure -> refused(failure, "ledger_entries_open_period"))
                .transform(failure -> Problem.of(SettlementProblem.PERIOD_CLOSED))
                .onFailure(failure -> refused(failure, "ledger_lines_account_fkey")
                        || refused(failure, "ledger_lines_product_id_fkey"))
                .transform(failure -> Problem.of(SettlementProblem.UNKNOWN_ACCOUNT));
    }

    private static boolean refused(Throwable failure, String constraint) {
        return constraint.equals(DatabaseProblem.constraint(failure));
    }

    private EntryView first(List<Row> rows) {
        if (rows.isEmpty()) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
        return view(rows.get(0));
    }

    private EntryView view(Row row) {
        return new EntryView(
                row.id(),
                row.postingKey(),
                row.kind(),
                row.bookedOn(),
                row.currency(),
                Money.of(row.amount()),
                row.subjectId(),
                row.note(),
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
