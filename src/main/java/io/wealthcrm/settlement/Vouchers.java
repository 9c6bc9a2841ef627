package io.wealthcrm.settlement;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Csv;
import io.wealthcrm.shared.Db;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;

/**
 * The journal of a month for accounting software (凭证导出), as CSV: entries in the order they were posted, numbered from 1,
 * their lines summed by account, product and side, so that a run over a million holdings is a voucher of a few lines.
 */
@ApplicationScoped
class Vouchers {
    private static final int PIECE = 1000;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private static final String LINES =
            """
            select e.id, e.number, e.booked_on, e.kind, coalesce(e.note, e.posting_key), a.number, a.name_zh, p.code, e.currency,
                   sum(l.debit), sum(l.credit)
              from (select *, row_number() over (order by id) as number from ledger_entries
                     where booked_on between ?1 and ?2 and id > ?3 order by id limit ?4) e
              join ledger_lines l on l.entry_id = e.id
              join ledger_accounts a on a.code = l.account
              left join products p on p.id = l.product_id
             group by e.id, e.number, e.booked_on, e.kind, e.note, e.posting_key, a.number, a.name_zh, p.code, e.currency,
                   l.debit > 0
             order by e.number, l.debit > 0 desc, a.number, p.code""";

    record Line(
            UUID entryId,
            long number,
            LocalDate bookedOn,
            String kind,
            String summary,
            String account,
            String accountName,
            String product,
            String currency,
            BigDecimal debit,
            BigDecimal credit) {
        Object[] cells(long before) {
            return new Object[] {
                before + number,
                bookedOn,
                kind,
                summary,
                account,
                accountName,
                product,
                currency,
                debit,
                credit,
                entryId
            };
        }
    }

    /** How far the export is: the last entry written, and how many were. */
    private static final class Place {
        private UUID last = BEFORE_ALL;
        private long entries;

        private String written(List<Line> lines) {
            String text =
                    Csv.lines(lines.stream().map(line -> line.cells(entries)).toList());
            if (!lines.isEmpty()) {
                Line line = lines.get(lines.size() - 1);
                last = line.entryId();
                entries += line.number();
            }
            return text;
        }
    }

    /** The export in pieces, read as they are sent. */
    Multi<String> export(YearMonth period) {
        String head = Csv.head(
                "voucherNo",
                "date",
                "kind",
                "summary",
                "accountNumber",
                "accountName",
                "productCode",
                "currency",
                "debit",
                "credit",
                "entryId");
        Multi<String> pieces = Multi.createBy()
                .repeating()
                .uni(Place::new, place -> piece(period, place))
                .whilst(text -> !text.isEmpty())
                .filter(text -> !text.isEmpty());
        return Multi.createBy().concatenating().streams(Multi.createFrom().item(head), pieces);
    }

    private static Uni<String> piece(YearMonth period, Place place) {
        return Panache.withSession(
                        () -> Db.select(Line.class, LINES, period.atDay(1), period.atEndOfMonth(), place.last, PIECE))
                .map(place::written);
    }
}
