package io.wealthcrm.commission;

import static io.wealthcrm.commission.Desk.id;
import static io.wealthcrm.commission.Desk.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Monthly runs: figures worked by hand, edges of tiers and months, and that a month is paid once. */
@OnSharedService
class CommissionRunResourceTest {
    private final Desk desk;

    CommissionRunResourceTest(Service service) {
        desk = Desk.of(service);
    }

    /** The advisor's two sales reach 3,000,000.15 under the general rule, the fund has a rule of its own. */
    @Test
    void everyLevelEarnsItsRate() {
        Person lead = desk.firm.person(desk.firm.teamA, Role.TEAM_LEAD);
        Person manager = desk.firm.person(desk.firm.branch, Role.BRANCH_MANAGER);
        UUID fund = desk.firm.product(Map.of("kind", "'NAV_FUND'"));
        Map<String, Object> ofFunds = rule("ADVISOR", "0.00", "0.0100");
        ofFunds.put("productKind", "NAV_FUND");
        UUID plan = desk.plan(
                rule("ADVISOR", "0.00", "0.0050", "3000000.00", "0.0080"),
                ofFunds,
                rule("TEAM_LEAD", "0.00", "0.0010"),
                rule("BRANCH_MANAGER", "0.00", "0.0005"));
        UUID first = desk.sale(desk.advisor, "1000000.05");
        UUID second = desk.sale(desk.advisor, "2000000.10");
        UUID third = desk.sale(desk.advisor, fund, "1234567.89", desk.month + "-06T09:00:00+08:00");

        UUID run = id(desk.run(plan, desk.month)
                .statusCode(200)
                .body("status", equalTo("PREVIEW"))
                .body("lines", equalTo(9))
                // 8000.00 + 16000.00 + 12345.68 + 1000.00 + 2000.00 + 1234.57 + 500.00 + 1000.00 + 617.28
                .body("earned", equalTo("42697.53"))
                .body("clawedBack", equalTo("0.00")));

        assertThat(desk.lines(first, desk.advisor)).isEqualTo("1000000.05@0.0080=8000.00");
        assertThat(desk.lines(second, desk.advisor)).isEqualTo("2000000.10@0.0080=16000.00");
        assertThat(desk.lines(third, desk.advisor)).isEqualTo("1234567.89@0.0100=12345.68");
        assertThat(desk.lines(first, lead)).isEqualTo("1000000.05@0.0010=1000.00");
        assertThat(desk.lines(second, lead)).isEqualTo("2000000.10@0.0010=2000.00");
        assertThat(desk.lines(third, lead)).isEqualTo("1234567.89@0.0010=1234.57");
        assertThat(desk.lines(first, manager)).isEqualTo("1000000.05@0.0005=500.00");
        assertThat(desk.lines(second, manager)).isEqualTo("2000000.10@0.0005=1000.00");
        assertThat(desk.lines(third, manager)).isEqualTo("1234567.89@0.0005=617.28");
        desk.finance
                .request()
                .get("/api/v1/commissions/runs/{id}/lines", run)
                .then()
                .statusCode(200)
                .body("items", hasSize(9))
                .body("items.planVersion", everyItem(equalTo(1)))
                .body("items.find { it.roleLevel == 'TEAM_LEAD' }.volume", equalTo("4234568.04"))
                .body(
                        "items.find { it.roleLevel == 'TEAM_LEAD' }.sellerId",
                        equalTo(desk.advisor.id().toString()));
    }

    /** The customer was handed over between the month's end and the run. */
    @Test
    void whoSoldItEarnsItWhoeverServesTheCustomerNow() {
        Person successor = desk.firm.advisor();
        UUID plan = desk.plan(rule("ADVISOR", "0.00", "0.0100"));
        UUID order = desk.sale(desk.advisor, "1000000.00");
        desk.firm.execute(
                """
                insert into holdings (id, customer_id, product_id, order_id, advisor_id, unit_id, principal, opened_on)
                select uuidv7(), customer_id, product_id, id, advisor_id, unit_id, amount, cast(status_at as date)
                  from orders where id = ?""",
                order);
        desk.firm.execute("update orders set advisor_id = ? where id = ?", successor.id(), order);
        desk.run(plan, desk.month).statusCode(200);
        assertThat(desk.lines(order, desk.advisor)).isEqualTo("1000000.00@0.0100=10000.00");
        assertThat(desk.lines(order, successor)).isNull();
    }

    @Test
    void aTierIsReachedExactlyAtItsThreshold() {
        Person runnerUp = desk.firm.advisor();
        UUID plan = desk.plan(rule("ADVISOR", "0.00", "0.0050", "3000000.00", "0.0080"));
        UUID reached = desk.sale(desk.advisor, "1000000.00");
        desk.sale(desk.advisor, "2000000.00");
        UUID missed = desk.sale(runnerUp, "2999999.99");
        desk.run(plan, desk.month).statusCode(200);
        assertThat(desk.lines(reached, desk.advisor)).isEqualTo("1000000.00@0.0080=8000.00");
        assertThat(desk.lines(missed, runnerUp)).isEqualTo("2999999.99@0.0050=15000.00");
    }

    @Test
    void halfACentGoesToTheEvenCent() {
        UUID plan = desk.plan(rule("ADVISOR", "0.00", "0.0005"));
        UUID down = desk.sale(desk.advisor, "1000010.00");
        UUID up = desk.sale(desk.advisor, "1000030.00");
        desk.run(plan, desk.month).statusCode(200);
        assertThat(desk.lines(down, desk.advisor)).isEqualTo("1000010.00@0.0005=500.00");
        assertThat(desk.lines(up, desk.advisor)).isEqualTo("1000030.00@0.0005=500.02");
    }

    @Test
    void theMostSpecificRuleOfTheDayPays() {
        Map<String, Object> special = rule("ADVISOR", "0.00", "0.0200");
        special.put("productId", desk.product.toString());
        special.put("startsOn", desk.month + "-10");
        special.put("endsOn", desk.month + "-20");
        Map<String, Object> kind = rule("ADVISOR", "0.00", "0.0100");
        kind.put("productKind", "FIXED_TERM");
        UUID plan = desk.plan(rule("ADVISOR", "0.00", "0.0010"), kind, special);
        UUID before = desk.sale(desk.advisor, desk.product, "1000000.00", desk.month + "-09T23:59:59.999+08:00");
        UUID firstDay = desk.sale(desk.advisor, desk.product, "1000000.00", desk.month + "-10T00:00:00+08:00");
        UUID lastDay = desk.sale(desk.advisor, desk.product, "1000000.00", desk.month + "-20T23:59:59.999+08:00");
        UUID after = desk.sale(desk.advisor, desk.product, "1000000.00", desk.month + "-21T00:00:00+08:00");
        desk.run(plan, desk.month).statusCode(200);
        assertThat(desk.lines(before, desk.advisor)).endsWith("=10000.00");
        assertThat(desk.lines(firstDay, desk.advisor)).endsWith("=20000.00");
        assertThat(desk.lines(lastDay, desk.advisor)).endsWith("=20000.00");
        assertThat(desk.lines(after, desk.advisor)).endsWith("=10000.00");
    }

    @Test
    void aMonthEndsAtMidnightInTheFirmsZone() {
        UUID plan = desk.plan(rule("ADVISOR", "0.00", "0.0050"));
        YearMonth next = desk.month.plusMonths(1);
        UUID last =
                desk.sale(desk.advisor, desk.product, "1000000.00", desk.month.atEndOfMonth() + "T23:59:59.999+08:00");
        UUID first = desk.sale(desk.advisor, desk.product, "2000000.00", next + "-01T00:00:00+08:00");
        UUID run = desk.settle(plan, desk.month);
        UUID following = desk.settle(plan, next);
        assertThat(runOf(last)).isEqualTo(run.toString());
        assertThat(runOf(first)).isEqualTo(following.toString());
    }

    @Test
    void twoLeadsHaveEqualPartsThatAddUp() {
        Person one = desk.firm.person(desk.firm.teamA, Role.TEAM_LEAD);
        Person other = desk.firm.person(desk.firm.teamA, Role.TEAM_LEAD);
        UUID plan = desk.plan(rule("TEAM_LEAD", "0.00", "0.0010"));
        UUID order = desk.sale(desk.advisor, "1000000.01");
        desk.run(plan, desk.month).statusCode(200);
        assertThat(desk.lines(order, one)).isEqualTo("500000.01@0.0010=500.00");
        assertThat(desk.lines(order, other)).isEqualTo("500000.00@0.0010=500.00");
    }

    @Test
    void aRunTwiceAddsNothing() {
        UUID plan = desk.plan(rule("ADVISOR", "0.00", "0.0050"));
        UUID order = desk.sale(desk.advisor, "1000000.00");
        UUID run = id(desk.run(plan, desk.month).statusCode(200));
        desk.run(plan, desk.month).statusCode(200).body("id", equalTo(run.toString()));
        desk.approve(desk.controller, run).statusCode(200).body("status", equalTo("FINAL"));
        desk.run(plan, desk.month).statusCode(200).body("status", equalTo("FINAL"));
        assertThat(desk.count("commission_lines", "order_id", order)).isEqualTo("1");
        assertThat(desk.count("commission_runs", "plan_id", plan)).isEqualTo("1");
        UUID next = id(desk.run(plan, desk.month.plusMonths(1)).statusCode(200).body("lines", equalTo(0)));
        desk.run(plan, desk.month.plusMonths(2)).statusCode(409).body("code", equalTo("COMMISSION_PREVIEW_OPEN"));
        assertThat(desk.count("commission_lines", "run_id", next)).isEqualTo("0");
    }

    @Test
    void aSecondPersonApproves() {
        UUID plan = desk.plan(rule("ADVISOR", "0.00", "0.0050"));
        desk.sale(desk.advisor, "1000000.00");
        UUID run = id(desk.run(plan, desk.month).statusCode(200));
        desk.approve(desk.finance, run).statusCode(403).body("code", equalTo("COMMISSION_SECOND_PERSON"));
        assertThat(desk.firm.one("select status from commission_runs where id = ?", run))
                .isEqualTo("PREVIEW");
        assertThatThrownBy(() -> desk.firm.execute(
                        "update commission_runs set status = 'FINAL', approved_by = prepared_by, approved_at = now() where id = ?",
                        run))
                .hasMessageContaining("commission_runs_second_person");
        desk.approve(desk.controller, run).statusCode(200);
        desk.approve(desk.controller, run).statusCode(409).body("code", equalTo("COMMISSION_RUN_FINAL"));
    }

    @Test
    void aPreviewIsThrownAwayAndAFinalRunStays() {
        UUID plan = desk.plan(rule("ADVISOR", "0.00", "0.0050"));
        UUID order = desk.sale(desk.advisor, "1000000.00");
        UUID preview = id(desk.run(plan, desk.month).statusCode(200));
        desk.finance
                .request()
                .delete("/api/v1/commissions/runs/{id}", preview)
                .then()
                .statusCode(204);
        assertThat(desk.lines(order, desk.advisor)).isNull();
        UUID run = desk.settle(plan, desk.month);
        desk.finance
                .request()
                .delete("/api/v1/commissions/runs/{id}", run)
                .then()
                .statusCode(409);
        assertFinal("delete from commission_lines where run_id = ?", run);
        assertFinal("delete from commission_statements where run_id = ?", run);
        assertFinal("delete from commission_runs where id = ?", run);
        assertFinal("update commission_lines set unit_id = unit_id where run_id = ?", run);
        assertFinal("update commission_runs set earned = 0 where id = ?", run);
        assertFinal(
                """
                insert into commission_lines
                select uuidv7(), run_id, plan_id, 'REVERSAL', order_id, rule_id, role_level, seller_id, unit_id,
                       beneficiary_id, -base, volume, rate, -amount, id from commission_lines where run_id = ?""",
                run);
        assertThat(desk.lines(order, desk.advisor)).isEqualTo("1000000.00@0.0050=5000.00");
    }

    @Test
    void onlyAMonthThatIsOverAndHasAPlanIsRun() {
        UUID plan = desk.plan(rule("ADVISOR", "0.00", "0.0050"));
        YearMonth current = YearMonth.now(ZoneId.of("Asia/Shanghai"));
        desk.run(plan, current.plusMonths(24)).statusCode(409).body("code", equalTo("COMMISSION_MONTH_OPEN"));
        desk.run(plan, desk.month.minusMonths(1)).statusCode(409).body("code", equalTo("PLAN_NOT_IN_FORCE"));
        desk.run(UUID.randomUUID(), desk.month).statusCode(404);
        desk.finance
                .once()
                .body(Map.of("planId", plan, "month", "2001-13"))
                .post("/api/v1/commissions/runs")
                .then()
                .statusCode(400);
        assertThat(desk.count("commission_runs", "plan_id", plan)).isEqualTo("0");
    }

    @Test
    void anApprovedVersionIsReplacedFromAMonthOn() {
        UUID plan = desk.plan(rule("ADVISOR", "0.00", "0.0050"));
        YearMonth next = desk.month.plusMonths(1);
        UUID second =
                id(desk.draft(plan, List.of(rule("ADVISOR", "0.00", "0.0070"))).statusCode(201));
        desk.approve(desk.controller, plan, second, next).statusCode(200).body("number", equalTo(2));
        UUID old = desk.sale(desk.advisor, "1000000.00");
        UUID young = desk.sale(desk.advisor, desk.product, "1000000.00", next + "-01T00:00:00+08:00");
        desk.settle(plan, desk.month);
        desk.settle(plan, next);
        assertThat(desk.lines(old, desk.advisor)).endsWith("=5000.00");
        assertThat(desk.lines(young, desk.advisor)).endsWith("=7000.00");
    }

    private String runOf(UUID order) {
        return desk.firm.one("select run_id from commission_lines where order_id = ?", order);
    }

    private void assertFinal(String sql, UUID run) {
        assertThatThrownBy(() -> desk.firm.execute(sql, run)).isInstanceOf(IllegalStateException.class);
    }
}
