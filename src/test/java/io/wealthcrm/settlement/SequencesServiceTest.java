package io.wealthcrm.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wealthcrm.testing.Service;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random sequences of what the firm's people, its clock and the bank do, by several people at once on the same orders: at the end
 * the database agrees with itself. {@code -Dsequences.seed} gives each person the same choices again; who comes first is theirs.
 */
class SequencesServiceTest {
    private static final long SEED = Long.getLong("sequences.seed", System.nanoTime());
    private static final int PEOPLE = 4;
    private static final int STEPS = 3;

    private static Service service;

    @BeforeAll
    static void start() {
        service = Service.named("sequences").start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void theDatabaseAgreesWithItselfAfterSomeHundredSequences() throws Exception {
        deal(200, "book", "submission", "approval", "payments", "callbacks", "distributions");
    }

    @Test
    @Tag("faults")
    void theDatabaseAgreesWithItselfAfterManySequences() throws Exception {
        deal(
                Integer.getInteger("sequences.number", 4_000),
                "book",
                "submission",
                "approval",
                "payments",
                "callbacks",
                "rescission",
                "distributions");
    }

    /** In a transaction that is rolled back. */
    @Test
    void aDifferenceIsNoticed() throws SQLException {
        UUID product = Desk.at(service).fixedTerm();
        try (Connection connection = service.jdbc();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("update products set amount_held = 1, seats_held = 1 where id = '" + product + "'");
            statement.execute(
                    """
                    with e as (insert into ledger_entries (id, posting_key, kind, booked_on, currency, amount, subject_id, posted_at)
                    values (uuidv7(), cast(uuidv7() as text), 'MANUAL', '2026-01-05', 'CNY', 5, uuidv7(), now()) returning id)
                    insert into ledger_lines (entry_id, line_no, account, product_id, debit, credit)
                    select e.id, l.no, l.account, '%s', l.debit, l.credit
                      from e, (values (1, 'CASH', 5, 0), (2, 'INVESTED', 0, 5)) l (no, account, debit, credit)"""
                            .formatted(product));
            assertThat(differences(connection))
                    .contains(
                            "quota of " + product + ": 1.00 instead of 0",
                            "seats of " + product + ": 1 instead of 0",
                            "INVESTED of " + product + ": 5.00 instead of 0");
            connection.rollback();
        }
    }

    /** @param met what so many cannot but have done; of some hundred not what only a few come to, such as a rescission */
    private static void deal(int sequences, String... met) throws Exception {
        Market market = new Market(Desk.at(service));
        ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
        try {
            List<Future<?>> deals = new ArrayList<>(IntStream.range(0, PEOPLE)
                    .mapToObj(i -> people.submit(() -> {
                        Dealing dealing = new Dealing(market, new Random(SEED + i));
                        for (int step = 0; step < sequences * STEPS / PEOPLE; step++) {
                            dealing.act();
                        }
                    }))
                    .toList());
            for (Future<?> deal : deals) {
                deal.get();
            }
        } finally {
            people.shutdownNow();
        }
        awaitQuiet(market);
        try (Connection connection = service.jdbc()) {
            assertThat(differences(connection))
                    .as("-Dsequences.seed=%d %s", SEED, market.done())
                    .isEmpty();
        }
        assertThat(market.done().keySet())
                .as("-Dsequences.seed=%d %s", SEED, market.done())
                .contains(met);
    }

    /** No job and no news under way, so that all postings are there. */
    private static void awaitQuiet(Market market) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> market.desk
                        .firm
                        .one(
                                """
                                select (select count(*) from outbox_events where done_at is null and kind = 'OrderMoved')
                                     + (select count(*) from jobs where status in ('QUEUED', 'RUNNING'))""")
                        .equals("0"));
    }

    private static List<String> differences(Connection connection) throws SQLException {
        List<String> found = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(Agreement.SQL)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
