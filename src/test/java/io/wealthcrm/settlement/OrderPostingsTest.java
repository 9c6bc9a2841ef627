package io.wealthcrm.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.wealthcrm.order.OrderMoved;
import io.wealthcrm.order.OrderStatus;
import io.wealthcrm.shared.Ids;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What orders do to the ledger; over many random lives of orders see {@code OrderSequencesTest}. */
class OrderPostingsTest {
    private static final BigDecimal AMOUNT = new BigDecimal("1000000.00");
    private static final long CENTS = 1_000_000_00L;

    private final UUID order = Ids.next();

    @Test
    void anOrdersWayIsPostedStepByStep() {
        Books books = new Books(Ids.next(), false);
        move(books, OrderStatus.APPROVED);
        assertThat(books.balance("CASH")).isZero();
        move(books, OrderStatus.COOLING_OFF);
        assertThat(books.balance("CASH")).isEqualTo(CENTS);
        assertThat(books.balance("SUBSCRIPTIONS")).isEqualTo(-CENTS);
        move(books, OrderStatus.RESCINDED);
        assertThat(books.balance("SUBSCRIPTIONS")).isZero();
        assertThat(books.balance("REFUNDS_PAYABLE")).isEqualTo(-CENTS);
        move(books, OrderStatus.REFUNDED);
        assertThat(books.balance("REFUNDS_PAYABLE")).isZero();
        assertThat(books.balance("CASH")).isZero();
    }

    @Test
    void aFundsConfirmationIsPostedByItsClearing() {
        Books fund = new Books(Ids.next(), true);
        move(fund, OrderStatus.COOLING_OFF);
        move(fund, OrderStatus.CONFIRMED);
        assertThat(fund.balance("SUBSCRIPTIONS")).isEqualTo(-CENTS);
        Books fixedTerm = new Books(Ids.next(), false);
        move(fixedTerm, OrderStatus.COOLING_OFF);
        move(fixedTerm, OrderStatus.CONFIRMED);
        assertThat(fixedTerm.balance("INVESTED")).isEqualTo(-CENTS);
    }

    private void move(Books books, OrderStatus to) {
        books.post(new OrderMoved(order, order, order, null, to, null, Instant.EPOCH), AMOUNT);
    }
}
