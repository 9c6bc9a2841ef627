package io.wealthcrm.settlement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * The ledger (总账): posts entries, never changes one. Runs over many holdings post by statements of their own; the table's
 * triggers hold them to the same rules.
 */
@ApplicationScoped
class Ledger {
    private static final String POST =
            """
            with entry as (
                insert into ledger_entries (id, posting_key, kind, booked_on, currency, amount, subject_id, note, posted_by,
                       posted_at)
                values (?1, ?2, ?3, ?4, ?5, ?6, ?7, cast(?8 as text), cast(?9 as uuid), ?10)
                on conflict on constraint ledger_entries_posting_key do nothing
                returning id)
            insert into ledger_lines (entry_id, line_no, account, product_id, debit, credit)
            select entry.id, line.no, line.account, line."productId", line.debit, line.credit
              from entry, jsonb_to_recordset(cast(cast(?11 as text) as jsonb))
                   as line (no integer, account text, "productId" uuid, debit numeric, credit numeric)""";

    private static final String OPEN_FROM =
            "select greatest(cast(?1 as date), (select cast(max(period) + interval '1 month' as date) from ledger_closings))";

    /** What a product's cash would be worth if it paid everything it owes. */
    private static final String AVAILABLE =
            """
            select coalesce(sum(l.debit - l.credit), 0)
              from ledger_lines l
              join ledger_accounts a on a.code = l.account
              join ledger_entries e on e.id = l.entry_id
              join products p on p.id = l.product_id
             where l.product_id = ?1 and e.currency = p.currency and (l.account = 'CASH' or a.kind = 'LIABILITY')""";

    private final ObjectMapper json;
    private final Clock clock;

    Ledger(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /**
     * Posts the entry once; a repeated key changes nothing. Joins the caller's transaction.
     *
     * @return its id; null where the key was posted before
     * @throws io.wealthcrm.shared.Problem LEDGER_UNBALANCED
     */
    Uni<UUID> post(Posting posting) {
        posting.requireBalanced();
        UUID id = Ids.next();
        return Db.execute(
                        POST,
                        id,
                        posting.key(),
                        posting.kind(),
                        posting.bookedOn(),
                        posting.currency(),
                        posting.debits(),
                        posting.subject(),
                        posting.note(),
                        posting.by(),
                        clock.instant(),
                        write(posting.lines()))
                .map(lines -> lines == 0 ? null : id);
    }

    /** The day itself, or the first of the books' open months where the day's is closed. */
    Uni<LocalDate> openFrom(LocalDate day) {
        return Db.select(LocalDate.class, OPEN_FROM, day).map(rows -> rows.get(0));
    }

    /** The product's cash beyond what it owes: unconfirmed subscriptions, refunds, fees, distributions not paid yet. */
    Uni<BigDecimal> available(UUID productId) {
        return Db.select(BigDecimal.class, AVAILABLE, productId).map(rows -> rows.get(0));
    }

    /** As the statements take them. */
    String write(List<Posting.Line> lines) {
        try {
            return json.writeValueAsString(lines);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
