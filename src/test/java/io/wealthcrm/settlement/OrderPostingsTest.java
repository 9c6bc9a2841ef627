package io.wealthcrm.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.wealthcrm.order.OrderMoved;
import io.wealthcrm.order.OrderStatus;
import io.wealthcrm.shared.Ids;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What orders do to the ledger, over many random lives of orders. */
class OrderPostingsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
    private static final UUID PRODUCT = Ids.next();

    @Test
    void anOrdersWayIsPostedStepByStep() {
        Map<Account, Long> books = new EnumMap<>(Account.class);
        Order order = new Order(1_000_000_00L);
        order.post(books, OrderStatus.COOLING_OFF);
        assertThat(books)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(Account.CASH, 1_000_000_00L, Account.SUBSCRIPTIONS, -1_000_000_00L));
        order.post(books, OrderStatus.RESCINDED);
        assertThat(books.get(Account.REFUNDS_PAYABLE)).isEqualTo(-1_000_000_00L);
        order.post(books, OrderStatus.REFUNDED);
        assertThat(books.values()).containsOnly(0L);
    }

    /** Signed cents: debits above zero, credits below. */
    @Test
    void debitsAreCreditsOverAHundredThousandLives() {
        Random random = new Random(5);
        for (int sequence = 0; sequence < 100_000; sequence++) {
            Map<Account, Long> books = new EnumMap<>(Account.class);
            List<Order> orders = new ArrayList<>();
            for (int step = 0; step < 12; step++) {
                move(random, orders, books);
            }
            long subscribed = sum(orders, OrderStatus.COOLING_OFF) + sum(orders, OrderStatus.AWAITING_CALLBACK);
            long confirmed = sum(orders, OrderStatus.CONFIRMED);
            long rescinded = sum(orders, OrderStatus.RESCINDED);
            assertEqual(books.values().stream().mapToLong(Long::longValue).sum(), 0);
            assertEqual(-books.getOrDefault(Account.SUBSCRIPTIONS, 0L), subscribed);
            assertEqual(-books.getOrDefault(Account.INVESTED, 0L), confirmed);
            assertEqual(-books.getOrDefault(Account.REFUNDS_PAYABLE, 0L), rescinded);
            assertEqual(books.getOrDefault(Account.CASH, 0L), subscribed + confirmed + rescinded);
        }
    }

    private static void move(Random random, List<Order> orders, Map<Account, Long> books) {
        Order order = random.nextInt(3) == 0 || orders.isEmpty() ? null : orders.get(random.nextInt(orders.size()));
        if (order == null) {
            order = new Order(1 + random.nextLong(100_000_000_000L));
            orders.add(order);
            order.post(books, OrderStatus.COOLING_OFF);
            return;
        }
        List<OrderStatus> next = List.copyOf(order.status.next());
        if (!next.isEmpty()) {
            order.post(books, next.get(random.nextInt(next.size())));
        }
    }

    private static long sum(List<Order> orders, OrderStatus status) {
        return orders.stream()
                .filter(order -> order.status == status)
                .mapToLong(order -> order.cents)
                .sum();
    }

    private static void assertEqual(long actual, long expected) {
        if (actual != expected) {
            throw new AssertionError(actual + " instead of " + expected);
        }
    }

    private static final class Order {
        private final UUID id = Ids.next();
        private final long cents;
        private OrderStatus status;

        Order(long cents) {
            this.cents = cents;
        }

        void post(Map<Account, Long> books, OrderStatus to) {
            OrderMoved moved = new OrderMoved(id, id, id, status, to, null, Instant.EPOCH);
            status = to;
            if (to == OrderStatus.AWAITING_CALLBACK) {
                return;
            }
            Posting posting = OrderPostings.posting(
                    moved, new OrderPostings.Facts(PRODUCT, false, BigDecimal.valueOf(cents, 2), "CNY"), DAY);
            assertEqual(posting.balanced() ? 1 : 0, 1);
            posting.lines()
                    .forEach(line -> books.merge(
                            Account.valueOf(line.account()),
                            line.debit()
                                    .amount()
                                    .subtract(line.credit().amount())
                                    .movePointRight(2)
                                    .longValueExact(),
                            Long::sum));
        }
    }
}
