package io.wealthcrm.settlement;

import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Problem;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * One journal entry (分录) to be posted.
 *
 * @param key says what is posted, such as {@code ORDER_PAYMENT/<order>}; the same key is posted once
 * @param bookedOn the accounting day
 * @param subject the order, run, distribution or payout it tells of
 * @param by null where the clock did it
 */
record Posting(
        String key,
        String kind,
        LocalDate bookedOn,
        String currency,
        UUID subject,
        String note,
        UUID by,
        List<Line> lines) {

    /** One side of the entry; either {@code debit} (借) or {@code credit} (贷) is above zero, the other is zero. */
    record Line(int no, String account, UUID productId, Money debit, Money credit) {
        static Line debit(int no, Account account, UUID productId, BigDecimal amount) {
            return new Line(no, account.name(), productId, Money.of(amount), Money.ZERO);
        }

        static Line credit(int no, Account account, UUID productId, BigDecimal amount) {
            return new Line(no, account.name(), productId, Money.ZERO, Money.of(amount));
        }
    }

    Posting {
        lines = List.copyOf(lines);
    }

    /** From one account to another, both of one product. */
    static List<Line> move(Account debit, Account credit, UUID productId, BigDecimal amount) {
        return List.of(Line.debit(1, debit, productId, amount), Line.credit(2, credit, productId, amount));
    }

    /** A voucher made by hand, known by the id under which it was prepared. */
    static Posting manual(UUID id, LocalDate bookedOn, String currency, String note, UUID by, List<Line> lines) {
        return new Posting("MANUAL/" + id, "MANUAL", bookedOn, currency, id, note, by, lines);
    }

    BigDecimal debits() {
        return lines.stream().map(line -> line.debit().amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal credits() {
        return lines.stream().map(line -> line.credit().amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** @throws Problem LEDGER_UNBALANCED */
    void requireBalanced() {
        if (!balanced()) {
            throw Problem.of(SettlementProblem.LEDGER_UNBALANCED);
        }
    }

    boolean balanced() {
        return debits().signum() > 0 && debits().compareTo(credits()) == 0;
    }
}
