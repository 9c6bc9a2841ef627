package io.wealthcrm.settlement;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Vouchers made by hand (手工凭证): prepared by one of finance, posted with the approval of another. */
@ApplicationScoped
class Drafts {
    private static final String PREPARE =
            """
            with draft as (
                insert into ledger_drafts (id, booked_on, currency, note, amount, prepared_by, prepared_at)
                values (?1, ?2, ?3, ?4, ?5, ?6, ?7) returning id)
            insert into ledger_draft_lines (draft_id, line_no, account, product_id, debit, credit)
            select draft.id, line.no, line.account, line."productId", line.debit, line.credit
              from draft, jsonb_to_recordset(cast(cast(?8 as text) as jsonb))
                   as line (no integer, account text, "productId" uuid, debit numeric, credit numeric)""";

    private static final String LOCK =
            "select id, status, booked_on, currency, note, prepared_by from ledger_drafts where id = ?1 for update";

    private static final String LINES =
            "select line_no, account, product_id, debit, credit from ledger_draft_lines where draft_id = ?1 order by line_no";

    private static final String DECIDE =
            """
            update ledger_drafts set status = ?2, decided_by = ?3, decided_at = ?4, entry_id = cast(?5 as uuid)
             where id = ?1""";

    private static final Set<String> UNKNOWN =
            Set.of("ledger_draft_lines_account_fkey", "ledger_draft_lines_product_id_fkey");

    private final Ledger ledger;
    private final Entries entries;
    private final Audit audit;
    private final WealthConfig firm;
    private final Clock clock;

    Drafts(Ledger ledger, Entries entries, Audit audit, WealthConfig firm, Clock clock) {
        this.ledger = ledger;
        this.entries = entries;
        this.audit = audit;
        this.firm = firm;
        this.clock = clock;
    }

    /** A voucher whose row the caller's transaction has locked. */
    record Draft(UUID id, EntryStatus status, LocalDate bookedOn, String currency, String note, UUID preparedBy) {
        void requirePrepared() {
            if (status != EntryStatus.PREPARED) {
                throw Problem.of(SettlementProblem.ILLEGAL_RUN_STATE, Map.of("current", status));
            }
        }

        void requireApprovableBy(UUID person) {
            requirePrepared();
            if (person.equals(preparedBy)) {
                throw Problem.of(SettlementProblem.SECOND_PERSON_REQUIRED);
            }
        }
    }

    record LineRow(int no, String account, UUID productId, BigDecimal debit, BigDecimal credit) {
        Posting.Line line() {
            return new Posting.Line(no, account, productId, Money.of(debit), Money.of(credit));
        }
    }

    /** @throws Problem INVALID_INPUT, DAY_IN_FUTURE, LEDGER_UNBALANCED, UNKNOWN_ACCOUNT, PERIOD_CLOSED */
    @WithTransaction
    Uni<EntryView> prepare(Caller caller, NewEntry input) {
        if (input.bookedOn().isAfter(LocalDate.now(clock.withZone(firm.zone())))) {
            throw Problem.of(SettlementProblem.DAY_IN_FUTURE);
        }
        UUID id = Ids.next();
        Posting posting = input.posting(id, caller.userId());
        posting.requireBalanced();
        return openPeriod(Db.execute(
                        PREPARE,
                        id,
                        posting.bookedOn(),
                        posting.currency(),
                        posting.note(),
                        posting.debits(),
                        caller.userId(),
                        clock.instant(),
                        ledger.write(posting.lines())))
                .onFailure(failure -> UNKNOWN.contains(String.valueOf(DatabaseProblem.constraint(failure))))
                .transform(failure -> Problem.of(SettlementProblem.UNKNOWN_ACCOUNT))
                .call(() -> audit.record(caller.userId(), "VOUCHER_PREPARED", "LEDGER_DRAFT", id))
                .chain(() -> entries.find(id));
    }

    /**
     * Posts what somebody else has prepared.
     *
     * @throws Problem NOT_FOUND, ILLEGAL_RUN_STATE, SECOND_PERSON_REQUIRED, PERIOD_CLOSED
     */
    @WithTransaction
    Uni<EntryView> approve(Caller caller, UUID id) {
        return lock(id).invoke(draft -> draft.requireApprovableBy(caller.userId()))
                .chain(draft -> openPeriod(post(caller, draft)))
                .call(entry -> decide(caller, id, EntryStatus.POSTED, entry))
                .call(entry -> audit.record(caller.userId(), "VOUCHER_POSTED", "LEDGER_ENTRY", entry))
                .chain(() -> entries.find(id));
    }

    /** Gives up a voucher that is not posted; by anybody of finance. @throws Problem NOT_FOUND, ILLEGAL_RUN_STATE */
    @WithTransaction
    Uni<EntryView> cancel(Caller caller, UUID id) {
        return lock(id).invoke(Draft::requirePrepared)
                .call(() -> decide(caller, id, EntryStatus.CANCELLED, null))
                .call(() -> audit.record(caller.userId(), "VOUCHER_CANCELLED", "LEDGER_DRAFT", id))
                .chain(() -> entries.find(id));
    }

    private Uni<UUID> post(Caller caller, Draft draft) {
        return Db.select(LineRow.class, LINES, draft.id())
                .map(rows -> Posting.manual(
                        draft.id(),
                        draft.bookedOn(),
                        draft.currency(),
                        draft.note(),
                        caller.userId(),
                        rows.stream().map(LineRow::line).toList()))
                .chain(ledger::post);
    }

    private static <T> Uni<T> openPeriod(Uni<T> posting) {
        return posting.onFailure(failure -> "ledger_entries_open_period".equals(DatabaseProblem.constraint(failure)))
                .transform(failure -> Problem.of(SettlementProblem.PERIOD_CLOSED));
    }

    private static Uni<Draft> lock(UUID id) {
        return Db.one(Draft.class, LOCK, id);
    }

    private Uni<Integer> decide(Caller caller, UUID id, EntryStatus status, UUID entry) {
        return Db.execute(DECIDE, id, status.name(), caller.userId(), clock.instant(), entry);
    }
}
