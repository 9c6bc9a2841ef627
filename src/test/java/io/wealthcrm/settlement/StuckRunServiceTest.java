package io.wealthcrm.settlement;

import static io.wealthcrm.settlement.Desk.id;
import static io.wealthcrm.settlement.Desk.interest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.testing.Service;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An approved run whose job fails half-way: taken up again or given up, and the month can be closed. One holding a step. */
class StuckRunServiceTest {
    private static final String CLEARING = "clearing-runs";
    private static final String DISTRIBUTIONS = "distributions";
    private static final Map<String, ?> DAY = Map.of("dealingDay", "2025-03-04");

    private static Service service;

    private final Desk desk = Desk.at(service);
    private UUID product;
    private UUID first;
    private UUID second;

    @BeforeAll
    static void start() {
        service = Service.named("stuck-run")
                .withoutDemo()
                .with("wealth.settlement.run-step", "1")
                .start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aStuckClearingIsTakenUpAgain() throws SQLException {
        UUID run = stuckClearing();
        desk.resume(product, CLEARING, run)
                .statusCode(202)
                .body("done", equalTo(1))
                .body("failed", equalTo(0));
        desk.awaitJob(job(CLEARING, run), "FAILED");
        desk.firm.execute("update holdings set shares = null where id = ?", second);
        String job =
                desk.resume(product, CLEARING, run).statusCode(202).extract().path("id");
        desk.awaitJob(job, "DONE");
        desk.view(product, CLEARING, run).body("status", equalTo("DONE")).body("givenUp", equalTo(0));
        assertThat(desk.balances(product))
                .containsExactlyInAnyOrderEntriesOf(Map.of("SUBSCRIPTIONS", "3000000.00", "INVESTED", "-3000000.00"));
        desk.resume(product, CLEARING, run).statusCode(409).body("current", equalTo("DONE"));
        desk.cancel(product, CLEARING, run).statusCode(409).body("current", equalTo("DONE"));
    }

    @Test
    void whatWasPostedOfAGivenUpClearingStandsAndTheRestIsClearedByAnother() throws SQLException {
        UUID run = stuckClearing();
        String month = bookedInAMonthToClose(run);
        close(month).statusCode(409).body("code", equalTo("PERIOD_IN_USE"));
        desk.cancel(product, CLEARING, run)
                .statusCode(200)
                .body("status", equalTo("DONE"))
                .body("holdings", equalTo(1))
                .body("amount", equalTo("1000000.00"))
                .body("shares", equalTo("1000000.0000"))
                .body("givenUp", equalTo(1));
        close(month).statusCode(201);
        desk.resume(product, CLEARING, run).statusCode(409).body("current", equalTo("DONE"));
        desk.firm.execute("update holdings set shares = null where id = ?", second);
        UUID rest = desk.run(product, CLEARING, DAY);
        desk.view(product, CLEARING, rest).body("holdings", equalTo(1)).body("amount", equalTo("2000000.00"));
        assertThat(desk.balances(product))
                .containsExactlyInAnyOrderEntriesOf(Map.of("SUBSCRIPTIONS", "3000000.00", "INVESTED", "-3000000.00"));
    }

    @Test
    void aClearingOfWhichNothingIsPostedIsCancelled() throws SQLException {
        twoHoldings(desk.fund());
        UUID run = failedAt(first, 0);
        String month = bookedInAMonthToClose(run);
        close(month).statusCode(409).body("code", equalTo("PERIOD_IN_USE"));
        desk.cancel(product, CLEARING, run).statusCode(200).body("status", equalTo("CANCELLED"));
        close(month).statusCode(201);
        assertThat(desk.balances(product)).isEmpty();
        desk.firm.execute("update holdings set shares = null where id = ?", first);
        desk.view(product, CLEARING, desk.run(product, CLEARING, DAY)).body("holdings", equalTo(2));
    }

    @Test
    void aRunAtWorkIsNeitherTakenUpNorGivenUp() throws SQLException {
        twoHoldings(desk.fund());
        desk.nav(product, "2025-03-04", "1");
        UUID run = id(desk.prepare(desk.operations, product, CLEARING, DAY).statusCode(201));
        try (Connection holder = lock(second)) {
            desk.approve(desk.finance, product, CLEARING, run).statusCode(202);
            desk.resume(product, CLEARING, run).statusCode(409).body("code", equalTo("RUN_IN_PROGRESS"));
            desk.cancel(product, CLEARING, run).statusCode(409).body("code", equalTo("RUN_IN_PROGRESS"));
            UUID meanwhile = anotherFundCleared();
            assertThat(desk.balance(meanwhile, "INVESTED")).isEqualTo("-1000000.00");
            holder.rollback();
        }
        desk.awaitJob(job(CLEARING, run), "DONE");
    }

    @Test
    void interestLeftOutIsPaidByAnotherDistributionForTheSameDays() {
        twoHoldings(desk.fixedTerm());
        desk.cash(product, "300000.00", "INVESTMENT_INCOME");
        UUID distribution = stuck(interest("0.1"));
        desk.cancel(product, DISTRIBUTIONS, distribution)
                .statusCode(200)
                .body("status", equalTo("DONE"))
                .body("holdings", equalTo(1))
                .body("amount", equalTo("100000.00"))
                .body("givenUp", equalTo(1));
        // Longer than what was given up: who was paid of that would be passed over for the days beyond it too.
        Map<String, Object> longer = new HashMap<>(interest("0.1"));
        longer.put("since", "2025-03-02");
        desk.prepare(desk.operations, product, DISTRIBUTIONS, longer)
                .statusCode(409)
                .body("code", equalTo("INTEREST_PERIOD_OVERLAPS"));
        UUID rest = desk.run(product, DISTRIBUTIONS, interest("0.1"));
        assertThat(paid(rest)).containsExactly("200000.00");
        desk.prepare(desk.operations, product, DISTRIBUTIONS, interest("0.1"))
                .statusCode(409)
                .body("code", equalTo("INTEREST_PERIOD_OVERLAPS"));
        assertThat(desk.balance(product, "DISTRIBUTIONS_PAYABLE")).isEqualTo("-300000.00");
    }

    @Test
    void theRestOfADividendGoesToWhomItLeftOut() {
        twoHoldings(desk.fixedTerm());
        desk.cash(product, "300.00", "INVESTMENT_INCOME");
        UUID distribution = stuck(dividend("300.00"));
        desk.cancel(product, DISTRIBUTIONS, distribution).body("amount", equalTo("100.00"));
        desk.cash(product, "300.00", "INVESTMENT_INCOME");
        for (String other : List.of("200.01", "199.99", "300.00")) {
            desk.prepare(desk.operations, product, DISTRIBUTIONS, dividend(other))
                    .statusCode(409)
                    .body("code", equalTo("DIVIDEND_REST_DIFFERS"))
                    .body("rest", equalTo("200.00"));
        }
        assertThat(paid(desk.run(product, DISTRIBUTIONS, dividend("200.00")))).containsExactly("200.00");
        desk.prepare(desk.operations, product, DISTRIBUTIONS, dividend("200.00"))
                .statusCode(409)
                .body("code", equalTo("DIVIDEND_ALREADY_DISTRIBUTED"));
        assertThat(desk.balance(product, "DISTRIBUTIONS_PAYABLE")).isEqualTo("-300.00");
    }

    private static Map<String, ?> dividend(String total) {
        return Map.of("kind", "DIVIDEND", "recordDate", "2025-06-30", "total", total);
    }

    @Test
    void aStuckDistributionIsTakenUpAgainWhileTheCashIsThere() {
        twoHoldings(desk.fixedTerm());
        desk.cash(product, "300000.00", "INVESTMENT_INCOME");
        UUID distribution = stuck(interest("0.1"));
        desk.firm.execute("delete from payouts where distribution_id = ? and holding_id = ?", distribution, second);
        desk.post("2026-01-06", List.of(Desk.debit("EXPENSES", product, "0.01"), Desk.credit("CASH", product, "0.01")));
        desk.resume(product, DISTRIBUTIONS, distribution)
                .statusCode(409)
                .body("code", equalTo("DISTRIBUTION_EXCEEDS_CASH"));
        desk.cash(product, "0.01", "INVESTMENT_INCOME");
        desk.resume(product, DISTRIBUTIONS, distribution).statusCode(202);
        desk.awaitJob(job(DISTRIBUTIONS, distribution), "DONE");
        assertThat(paid(distribution)).containsExactlyInAnyOrder("100000.00", "200000.00");
        desk.view(product, DISTRIBUTIONS, distribution).body("amount", equalTo("300000.00"));
    }

    @Test
    void aHoldingThatEndedElsewhereIsNotRepaid() throws SQLException {
        twoHoldings(desk.fixedTerm());
        desk.cash(product, "3000000.00", "INVESTED");
        UUID distribution = id(desk.prepare(
                        desk.operations,
                        product,
                        DISTRIBUTIONS,
                        Map.of("kind", "PRINCIPAL", "recordDate", "2026-03-03"))
                .statusCode(201));
        failedAt(
                DISTRIBUTIONS,
                distribution,
                second,
                1,
                "update holdings set status = 'REDEEMED', ended_on = opened_on where id = ?");
        assertThat(paid(distribution)).containsExactly("1000000.00");
        desk.cancel(product, DISTRIBUTIONS, distribution).body("amount", equalTo("1000000.00"));
        assertThat(desk.balance(product, "INVESTED")).isEqualTo("-2000000.00");
    }

    /** A job held up by a lock does not hold up the next one. */
    private UUID anotherFundCleared() {
        UUID other = desk.fund();
        desk.holding(other, "1000000.00");
        desk.nav(other, "2025-03-04", "1");
        UUID unused = desk.run(other, CLEARING, DAY);
        return other;
    }

    private void twoHoldings(UUID of) {
        product = of;
        first = desk.holding(product, "1000000.00");
        second = desk.holding(product, "2000000.00");
    }

    /** A clearing at the value 1 that has registered the first holding and found the second changed. */
    private UUID stuckClearing() throws SQLException {
        twoHoldings(desk.fund());
        return failedAt(second, 1);
    }

    /** The holding gets shares elsewhere while the job waits for its row. */
    private UUID failedAt(UUID holding, int done) throws SQLException {
        desk.nav(product, "2025-03-04", "1");
        UUID run = id(desk.prepare(desk.operations, product, CLEARING, DAY).statusCode(201));
        failedAt(CLEARING, run, holding, done, "update holdings set shares = 7 where id = ?");
        return run;
    }

    private void failedAt(String what, UUID run, UUID holding, int done, String elsewhere) throws SQLException {
        try (Connection holder = lock(holding);
                var change = holder.prepareStatement(elsewhere)) {
            desk.approve(desk.finance, product, what, run).statusCode(202);
            String job = job(what, run);
            await().until(() ->
                    desk.operations.request().get("/api/v1/jobs/" + job).<Integer>path("done") == done);
            change.setObject(1, holding);
            assertThat(change.executeUpdate()).isEqualTo(1);
            holder.commit();
            desk.awaitJob(job, "FAILED");
        }
        desk.view(product, what, run).body("status", equalTo("APPROVED"));
    }

    private static Connection lock(UUID holding) throws SQLException {
        Connection connection = service.jdbc();
        connection.setAutoCommit(false);
        try (var statement = connection.prepareStatement("select id from holdings where id = ? for update")) {
            statement.setObject(1, holding);
            assertThat(statement.executeQuery().next()).isTrue();
        }
        return connection;
    }

    /** A distribution that has paid the first holding and cannot pay the second, which has a payout of it already. */
    private UUID stuck(Map<String, ?> terms) {
        UUID distribution =
                id(desk.prepare(desk.operations, product, DISTRIBUTIONS, terms).statusCode(201));
        desk.firm.execute(
                """
                insert into payouts (id, distribution_id, holding_id, order_id, customer_id, product_id, amount, currency, pay_on)
                select uuidv7(), ?, id, order_id, customer_id, product_id, 1, 'CNY', current_date from holdings where id = ?""",
                distribution,
                second);
        desk.approve(desk.finance, product, DISTRIBUTIONS, distribution).statusCode(202);
        String job = job(DISTRIBUTIONS, distribution);
        await().until(() -> desk.firm.execute(
                        "update jobs set attempts = 10, due_at = now() where id = cast(? as uuid) and done = 1 and attempts > 0",
                        job)
                == 1);
        desk.awaitJob(job, "FAILED");
        return distribution;
    }

    private String job(String what, UUID run) {
        return desk.view(product, what, run).extract().path("jobId");
    }

    private List<Object> paid(UUID distribution) {
        return desk.payouts(distribution).stream()
                .map(payout -> payout.get("amount"))
                .toList();
    }

    /** The run is dated back, because the current month cannot be closed. */
    private String bookedInAMonthToClose(UUID run) {
        String day = desk.firm.one(
                "select coalesce(max(period) + interval '1 month', date '2001-01-01')::date from ledger_closings");
        desk.firm.execute("update clearing_runs set booked_on = cast(? as date) where id = ?", day, run);
        return day.substring(0, 7);
    }

    private ValidatableResponse close(String period) {
        return desk.finance
                .once()
                .post("/api/v1/ledger/periods/" + period + "/closing")
                .then();
    }
}
