package io.wealthcrm.commission;

import static io.wealthcrm.commission.Desk.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A calculation killed in the middle leaves nothing and comes out once; one discarded in the middle leaves nothing at all. */
@Tag("faults")
class KilledCommissionServiceTest {
    private static final int ORDERS = 200_000;

    @Test
    void aKilledRunComesOutOnceAndADiscardedOneNotAtAll() {
        try (Service service = Service.named("killed-commission").withoutDemo().start()) {
            Desk desk = Desk.of(service);
            Person lead = desk.firm.person(desk.firm.teamA, Role.TEAM_LEAD);
            UUID plan = desk.plan(rule("ADVISOR", "0.00", "0.0050"), rule("TEAM_LEAD", "0.00", "0.0015"));
            multiply(desk, desk.sale(desk.advisor, "1000000.00"));

            discardInTheMiddle(desk, plan);
            String job = desk.ask(plan, desk.month)
                    .statusCode(202)
                    .body("total", equalTo(ORDERS))
                    .extract()
                    .header("Location");
            int inserting = 0;
            for (int kill = 1; kill <= 2; kill++) {
                inserting = awaitInserting(desk, inserting);
                service.kill9();
                service.start();
                assertThat(desk.firm.one("select count(*) from commission_lines"))
                        .isEqualTo("0");
                desk.finance
                        .request()
                        .get(job)
                        .then()
                        .body("status", equalTo("RUNNING"))
                        .body("done", equalTo(0));
            }
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> desk.finance.request().get(job).path("status"), "DONE"::equals);
            desk.finance.request().get(job).then().body("done", equalTo(ORDERS));
            assertWhole(desk, plan);
            assertThat(desk.count("commission_lines", "beneficiary_id", lead.id()))
                    .isEqualTo(String.valueOf(ORDERS));
        }
    }

    private static void discardInTheMiddle(Desk desk, UUID plan) {
        ValidatableResponse accepted = desk.ask(plan, desk.month).statusCode(202);
        UUID run = UUID.fromString(accepted.extract().path("subjectId"));
        assertThat(awaitInserting(desk, 0)).isPositive();
        desk.run(run).body("status", equalTo("CALCULATING"));
        desk.finance
                .request()
                .delete("/api/v1/commissions/runs/{id}", run)
                .then()
                .statusCode(204);
        await().atMost(Duration.ofMinutes(3))
                .until(() -> desk.run(run).extract().statusCode() == 404);
        assertThat(desk.firm.one("select count(*) from commission_lines")).isEqualTo("0");
    }

    /** Every order twice, once for each level, and the sums that bare SQL finds. */
    private static void assertWhole(Desk desk, UUID plan) {
        String expected = desk.firm.one(
                """
                select count(*) * 2 || ' ' || sum(half_even_cents(amount * 0.0050) + half_even_cents(amount * 0.0015))
                  from order_payments""");
        assertThat(expected).startsWith(ORDERS * 2 + " ");
        assertThat(desk.firm.one(
                        "select count(distinct (order_id, role_level)) || ' ' || sum(amount) from commission_lines"))
                .isEqualTo(expected);
        assertThat(desk.firm.one("select lines || ' ' || earned from commission_runs"))
                .isEqualTo(expected);
        assertThat(desk.firm.one("select sum(lines) || ' ' || sum(earned) from commission_statements"))
                .isEqualTo(expected);
        desk.run(plan, desk.month).statusCode(200).body("status", equalTo("PREVIEW"));
        assertThat(desk.firm.one("select count(*) from commission_lines")).isEqualTo(String.valueOf(ORDERS * 2));
    }

    /** The long statement is under way, in another server process than that one, which may outlive who sent it. */
    private static int awaitInserting(Desk desk, int before) {
        String sql =
                """
                select pid from pg_stat_activity
                 where state = 'active' and query like 'with part as (%'
                   and pid not in (pg_backend_pid(), ?) and clock_timestamp() - query_start > interval '0.5 seconds'""";
        return Integer.parseInt(await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> desk.firm.one(sql, before), pid -> pid != null));
    }

    /** The order and its payment, again and again, each some cents dearer. */
    private static void multiply(Desk desk, UUID order) {
        desk.firm.execute(
                """
                with o as (
                    insert into orders (id, customer_id, product_id, advisor_id, unit_id, booked_by, customer_name, product_name,
                           amount, regime, risk_level, status, status_at, booked_at, expires_at, contract_number, signed_at,
                           paid_at, cooling_off_ends_at)
                    select uuidv7(), o.customer_id, o.product_id, o.advisor_id, o.unit_id, o.booked_by, o.customer_name,
                           o.product_name, o.amount + 0.01 * n, o.regime, o.risk_level, o.status, o.status_at, o.booked_at,
                           o.expires_at, 'C-' || cast(uuidv7() as text), o.signed_at, o.paid_at, o.cooling_off_ends_at
                      from orders o, generate_series(2, ?) n where o.id = ?
                    returning id, customer_name, amount, paid_at, booked_by)
                insert into order_payments (id, order_id, payer_name, amount, paid_at, bank_reference, recorded_by, recorded_at)
                select uuidv7(), id, customer_name, amount, paid_at, 'B-' || id, booked_by, paid_at from o""",
                ORDERS,
                order);
        desk.firm.execute("analyze");
    }
}
