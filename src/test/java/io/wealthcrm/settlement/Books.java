package io.wealthcrm.settlement;

import io.wealthcrm.order.OrderMoved;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/** A product's ledger in memory, with what {@link OrderPostings} posts of orders' moves. */
public final class Books {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 21);

    private final Map<Account, Long> balances = new EnumMap<>(Account.class);
    private final UUID product;
    private final boolean fund;

    public Books(UUID product, boolean fund) {
        this.product = product;
        this.fund = fund;
    }

    /** Posts the move of an order that is paid, if money moves with it. @throws AssertionError for an unbalanced entry */
    public void post(OrderMoved moved, BigDecimal amount) {
        OrderPostings.Facts order = new OrderPostings.Facts(product, fund, amount, "CNY");
        if (!OrderPostings.moneyMoves(moved, order)) {
            return;
        }
        Posting posting = OrderPostings.posting(moved, order, DAY);
        if (!posting.balanced()) {
            throw new AssertionError("unbalanced: " + posting);
        }
        posting.lines()
                .forEach(line -> balances.merge(
                        Account.valueOf(line.account()),
                        cents(line.debit().amount()) - cents(line.credit().amount()),
                        Long::sum));
    }

    /** Debits less credits, in cents. */
    public long balance(String account) {
        return balances.getOrDefault(Account.valueOf(account), 0L);
    }

    /** Of all accounts together: zero in a ledger that balances. */
    public long total() {
        return balances.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long cents(BigDecimal amount) {
        return amount.movePointRight(2).longValueExact();
    }
}
