package io.wealthcrm.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Service;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The very statements of {@link Quota}, from many connections at once. */
@OnSharedService
class QuotaServiceTest {
    private static final String AMOUNT = "1000000.00";

    private final Service service;
    private final Firm firm;

    QuotaServiceTest(Service service) {
        this.service = service;
        firm = Firm.on(service);
    }

    @Test
    void twoHundredAtOnceGetExactlyTheAmount() throws Exception {
        UUID product = product(50, 200);

        assertThat(inParallel(200, order -> take(product, new UUID(7, order)))).isEqualTo(50);
        assertThat(left(product)).isEqualTo("0.00 150");
    }

    @Test
    void twoHundredAtOnceGetExactlyTheSeats() throws Exception {
        UUID product = product(200, 30);

        // Two orders each of a hundred customers: sitting once is enough for both.
        int taken = inParallel(200, order -> take(product, new UUID(7, order % 100)));
        assertThat(taken).isBetween(30, 60);
        assertThat(left(product)).isEqualTo((200 - taken) + "000000.00 0");
        assertThat(firm.one("select count(*) from product_investors where product_id = ? and live_orders > 0", product))
                .isEqualTo("30");
    }

    @Test
    void takingAndGivingBackEndsWhereItBegan() throws Exception {
        UUID product = product(20, 5);

        int back = inParallel(100, order -> {
            UUID customer = new UUID(7, order % 8);
            return take(product, customer) && giveBack(product, customer);
        });
        assertThat(back).isPositive();
        assertThat(left(product)).isEqualTo("20000000.00 5");
    }

    @Test
    void theFirstOrderTakesTheSeatAndTheLastGivesItBack() throws SQLException {
        UUID product = product(20, 5);
        UUID customer = new UUID(7, 1);

        assertThat(take(product, customer)).isTrue();
        assertThat(take(product, customer)).isTrue();
        assertThat(left(product)).isEqualTo("18000000.00 4");
        assertThat(giveBack(product, customer)).isTrue();
        assertThat(left(product)).isEqualTo("19000000.00 4");
        assertThat(giveBack(product, customer)).isTrue();
        assertThat(left(product)).isEqualTo("20000000.00 5");
    }

    @Test
    void whatIsNotHeldCannotBeGivenBack() throws SQLException {
        UUID product = product(20, 5);
        UUID customer = new UUID(7, 1);
        assertThat(take(product, new UUID(7, 2))).isTrue();

        assertThatThrownBy(() -> giveBack(product, customer)).isInstanceOf(SQLException.class);
        assertThat(take(product, customer)).isTrue();
        assertThat(giveBack(product, customer)).isTrue();
        assertThatThrownBy(() -> giveBack(product, customer)).isInstanceOf(SQLException.class);
        assertThat(left(product)).isEqualTo("19000000.00 4");
    }

    @Test
    void nothingIsTakenOutsideTheWindow() throws SQLException {
        assertThat(take(firm.product(Map.of("opens_at", "now() + interval '1 hour'")), new UUID(7, 1)))
                .isFalse();
        assertThat(take(firm.product(Map.of("closes_at", "now()")), new UUID(7, 1)))
                .isFalse();
        assertThat(take(firm.product(Map.of("status", "'DRAFT'", "launched_at", "null")), new UUID(7, 1)))
                .isFalse();
    }

    private UUID product(int millions, int seats) {
        return firm.product(Map.of("quota_amount", millions + "000000.00", "quota_seats", String.valueOf(seats)));
    }

    private String left(UUID product) {
        return firm.one("select amount_left || ' ' || seats_left from products where id = ?", product);
    }

    private boolean take(UUID product, UUID customer) throws SQLException {
        String sit = literal(Quota.SIT, product, customer, AMOUNT);
        return moved("with seat as (" + sit + ") " + literal(Quota.TAKE, product, AMOUNT, "now()"));
    }

    private boolean giveBack(UUID product, UUID customer) throws SQLException {
        return moved(literal(Quota.GIVE_BACK, product, customer, AMOUNT) + " returning 1");
    }

    private static String literal(String sql, Object... values) {
        String literal = sql;
        for (int i = 0; i < values.length; i++) {
            String value = values[i] instanceof UUID id ? "cast('" + id + "' as uuid)" : values[i].toString();
            literal = literal.replace("?" + (i + 1), value);
        }
        return literal;
    }

    /** In a transaction of its own, rolled back unless a row was touched, as the service does. */
    private boolean moved(String sql) throws SQLException {
        try (Connection connection = service.jdbc();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            boolean moved;
            try (var rows = statement.executeQuery(sql)) {
                moved = rows.next();
            }
            if (moved) {
                connection.commit();
            } else {
                connection.rollback();
            }
            return moved;
        }
    }

    private interface Attempt {
        boolean at(int order) throws SQLException;
    }

    private static int inParallel(int times, Attempt attempt) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Boolean>> all = IntStream.range(0, times)
                    .<Callable<Boolean>>mapToObj(order -> () -> attempt.at(order))
                    .toList();
            int won = 0;
            for (Future<Boolean> each : threads.invokeAll(all)) {
                won += each.get() ? 1 : 0;
            }
            return won;
        } finally {
            threads.shutdown();
        }
    }
}
