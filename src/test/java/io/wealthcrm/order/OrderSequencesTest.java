package io.wealthcrm.order;

import io.wealthcrm.customer.NewHolding;
import io.wealthcrm.product.ProductTerms;
import io.wealthcrm.product.RegimeTerms;
import io.wealthcrm.settlement.Books;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.testing.Rules;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Random sequences of what people and the clock do to some orders of a product, legal or not: the state machine, the postings, the
 * opening of holdings and the rule of what gives quota back are the service's own. {@code -Dsequences.seed} repeats a run.
 */
class OrderSequencesTest {
    private static final long SEED = Long.getLong("sequences.seed", 20261122);
    private static final int SEQUENCES = 100_000;
    private static final int STEPS = 16;
    private static final RegimeTerms RULES = Rules.ofTheFirm().set();
    private static final Gates PASSED =
            new Gates(Arrays.stream(Gate.values()).map(Gates.Check::passed).toList());

    @Test
    void booksHoldingsAndQuotaAgreeOverAHundredThousandSequences() {
        for (int i = 0; i < SEQUENCES; i++) {
            Sequence sequence = new Sequence(new Random(SEED + i));
            try {
                for (int step = 0; step < STEPS; step++) {
                    sequence.act();
                }
                sequence.check();
            } catch (AssertionError | RuntimeException wrong) {
                throw new AssertionError("-Dsequences.seed=" + (SEED + i), wrong);
            }
        }
    }

    private static final class Sequence {
        private final Random random;
        private final boolean fund;
        private final ProductTerms terms;
        private final Books books;
        private final List<Order> orders = new ArrayList<>();
        private final List<NewHolding> holdings = new ArrayList<>();
        private final UUID seller;
        private final UUID office;
        private BigDecimal quotaUsed = BigDecimal.ZERO;
        private Instant now = Instant.parse("2026-03-02T02:00:00Z");

        Sequence(Random random) {
            this.random = random;
            fund = random.nextBoolean();
            seller = id();
            office = id();
            terms = new ProductTerms(
                    id(),
                    "C",
                    "N",
                    null,
                    null,
                    null,
                    "CNY",
                    null,
                    null,
                    null,
                    fund ? null : 365,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    RULES);
            books = new Books(terms.id(), fund);
        }

        void act() {
            now = now.plusSeconds(1 + random.nextInt(7200));
            if (orders.isEmpty() || random.nextInt(5) == 0) {
                book();
                return;
            }
            if (random.nextInt(6) == 0) {
                now = now.plus(Duration.ofHours(random.nextInt(60)));
            }
            Order order = orders.get(random.nextInt(orders.size()));
            order.settle(now);
            record(order);
            List<OrderStatus> legal = List.copyOf(order.status.next());
            boolean anyhow = legal.isEmpty() || random.nextInt(8) == 0;
            OrderStatus[] all = OrderStatus.values();
            attempt(order, anyhow ? all[random.nextInt(all.length)] : legal.get(random.nextInt(legal.size())));
        }

        private void book() {
            Order order = new Order();
            order.id = id();
            order.customerId = id();
            order.productId = terms.id();
            order.advisorId = seller;
            order.unitId = seller;
            order.amount = BigDecimal.valueOf(1 + random.nextLong(100_000_000_000L), 2);
            order.book(seller, now, now.plus(Duration.ofHours(48)));
            order.signedAt = now;
            orders.add(order);
            record(order);
        }

        /** A refused move changes nothing; a move that was not legal is refused. */
        private void attempt(Order order, OrderStatus to) {
            OrderStatus before = order.status;
            boolean byTheClock = to == OrderStatus.EXPIRED || to == OrderStatus.AWAITING_CALLBACK;
            try {
                move(order, to);
                require(byTheClock || before.next().contains(to) && order.status == to, before + " to " + to);
            } catch (Problem refused) {
                require(
                        !before.next().contains(to) && order.status == before && order.moves.isEmpty(),
                        "refused " + to);
            }
            record(order);
        }

        private void move(Order order, OrderStatus to) {
            switch (to) {
                case BOOKED -> throw Problem.of(OrderProblem.ILLEGAL_TRANSITION);
                case SUBMITTED -> order.submit(seller, now, PASSED);
                case APPROVED -> order.approve(office, now, null, PASSED);
                case RETURNED -> order.sendBack(office, now, "unclear");
                case REJECTED -> order.reject(office, now, "unfit");
                case COOLING_OFF -> order.pay(office, now, now, RULES);
                case CONFIRMED -> order.confirm(office, now);
                case RESCINDED -> order.rescind(office, now, null);
                case REFUNDED -> order.refund(office, now, null);
                case CANCELLED -> order.cancel(seller, now, null);
                case EXPIRED, AWAITING_CALLBACK -> order.settle(now);
            }
        }

        /** What the service does in the transaction of the moves, and with their news. */
        private void record(Order order) {
            for (Move move : order.moves) {
                if (move.fromStatus == null) {
                    quotaUsed = quotaUsed.add(order.amount);
                } else if (move.givesQuotaBack()) {
                    quotaUsed = quotaUsed.subtract(order.amount);
                }
                books.post(move.event(order), order.amount);
                if (move.toStatus == OrderStatus.CONFIRMED) {
                    holdings.add(Closing.holding(order, terms, LocalDate.ofInstant(now, ZoneOffset.UTC)));
                }
            }
            order.moves.clear();
        }

        void check() {
            long confirmed = sum(order -> order.status == OrderStatus.CONFIRMED);
            long paid = sum(
                    order -> order.status == OrderStatus.COOLING_OFF || order.status == OrderStatus.AWAITING_CALLBACK);
            long rescinded = sum(order -> order.status == OrderStatus.RESCINDED);
            long held = holdings.stream()
                    .mapToLong(holding -> cents(holding.principal().amount()))
                    .sum();
            equal("debits less credits", books.total(), 0);
            equal("cash", books.balance("CASH"), paid + confirmed + rescinded);
            equal("subscriptions", -books.balance("SUBSCRIPTIONS"), paid + (fund ? confirmed : 0));
            equal("invested", -books.balance("INVESTED"), fund ? 0 : confirmed);
            equal("refunds", -books.balance("REFUNDS_PAYABLE"), rescinded);
            equal("holdings", held, confirmed);
            equal("quota", cents(quotaUsed), sum(order -> order.status.holdsQuota()));
            equal("quota held", cents(quotaUsed), sum(order -> order.quotaHeld));
        }

        private long sum(Predicate<Order> which) {
            return orders.stream()
                    .filter(which)
                    .mapToLong(order -> cents(order.amount))
                    .sum();
        }

        private UUID id() {
            return new UUID(random.nextLong(), random.nextLong());
        }
    }

    private static long cents(BigDecimal amount) {
        return amount.movePointRight(2).longValueExact();
    }

    private static void equal(String what, long actual, long expected) {
        require(actual == expected, what + " " + actual + " instead of " + expected);
    }

    private static void require(boolean fine, String what) {
        if (!fine) {
            throw new AssertionError(what);
        }
    }
}
