package io.wealthcrm.commission;

import static io.wealthcrm.commission.Desk.id;
import static io.wealthcrm.commission.Desk.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A quarter replayed under a draft. */
@OnSharedService
class CommissionSimulationResourceTest {
    private final Desk desk;

    CommissionSimulationResourceTest(Service service) {
        desk = Desk.of(service);
    }

    /** Now 0.5 % for all; drafted 0.4 %, and 0.7 % from 5,000,000 a month on. */
    @Test
    void aDraftShowsWhoGainsAndWhoLoses() {
        Person star = desk.firm.advisor();
        UUID plan = desk.plan(rule("ADVISOR", "0.00", "0.0050"));
        UUID draft = id(desk.draft(plan, List.of(rule("ADVISOR", "0.00", "0.0040", "5000000.00", "0.0070")))
                .statusCode(201));
        desk.sale(desk.advisor, "1000000.00");
        desk.sale(desk.advisor, desk.product, "1000000.00", desk.month.plusMonths(2) + "-28T12:00:00+08:00");
        desk.sale(star, desk.product, "5000000.00", desk.month.plusMonths(1) + "-05T12:00:00+08:00");
        desk.settle(plan, desk.month);
        String before = everything();

        outcome(simulate(draft, desk.month, desk.month.plusMonths(2)))
                .statusCode(200)
                .body("current", equalTo("35000.00"))
                .body("simulated", equalTo("43000.00"))
                .body("difference", equalTo("8000.00"))
                .body("gaining", equalTo(1))
                .body("losing", equalTo(1))
                .body(
                        "people.personId",
                        contains(desk.advisor.id().toString(), star.id().toString()))
                .body("people.current", contains("10000.00", "25000.00"))
                .body("people.simulated", contains("8000.00", "35000.00"))
                .body("people.difference", contains("-2000.00", "10000.00"));

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void theLastFullQuarterIsTheDefault() {
        UUID plan = desk.plan(rule("ADVISOR", "0.00", "0.0050"));
        UUID draft =
                id(desk.draft(plan, List.of(rule("ADVISOR", "0.00", "0.0040"))).statusCode(201));
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        YearMonth quarter = YearMonth.from(today).minusMonths((today.getMonthValue() - 1) % 3 + 3L);
        outcome(simulate(draft, null, null))
                .statusCode(200)
                .body("from", equalTo(quarter.toString()))
                .body("to", equalTo(quarter.plusMonths(2).toString()));
    }

    @Test
    void onlyPastMonthsOfAYearAreReplayed() {
        UUID plan = desk.plan(rule("ADVISOR", "0.00", "0.0050"));
        UUID draft =
                id(desk.draft(plan, List.of(rule("ADVISOR", "0.00", "0.0040"))).statusCode(201));
        simulate(draft, desk.month, desk.month.minusMonths(1)).statusCode(400);
        simulate(draft, desk.month, desk.month.plusMonths(12)).statusCode(400);
        YearMonth current = YearMonth.now(ZoneId.of("Asia/Shanghai")).plusMonths(24);
        simulate(draft, current, current).statusCode(409).body("code", equalTo("COMMISSION_MONTH_OPEN"));
        simulate(UUID.randomUUID(), desk.month, desk.month).statusCode(404);
    }

    private ValidatableResponse simulate(UUID version, YearMonth from, YearMonth to) {
        Map<String, String> body = new HashMap<>();
        body.put("planVersionId", version.toString());
        if (from != null) {
            body.put("from", from.toString());
            body.put("to", to.toString());
        }
        return desk.finance
                .once()
                .body(body)
                .post("/api/v1/commissions/simulations")
                .then();
    }

    private ValidatableResponse outcome(ValidatableResponse accepted) {
        UUID simulation = desk.calculated(accepted.statusCode(202).body("total", equalTo(3)));
        desk.advisor
                .request()
                .get("/api/v1/commissions/simulations/{id}", simulation)
                .then()
                .statusCode(403);
        return desk.finance
                .request()
                .get("/api/v1/commissions/simulations/{id}", simulation)
                .then();
    }

    /** Everything of this firm that a calculation could write. */
    private String everything() {
        return desk.firm.one(
                """
                select (select count(*) || ' ' || coalesce(sum(l.amount), 0) from commission_lines l
                          join commission_plans p on p.id = l.plan_id where p.created_by = ?)
                    || ' ' || (select count(*) from commission_statements s join commission_runs r on r.id = s.run_id
                                where r.prepared_by = ?)
                    || ' ' || (select string_agg(concat(r.id, r.status, r.lines), ',' order by r.id) from commission_runs r
                                where r.prepared_by = ?)
                    || ' ' || (select string_agg(concat(v.id, v.version), ',' order by v.id) from commission_plan_versions v
                                where v.drafted_by = ?)""",
                desk.finance.id(),
                desk.finance.id(),
                desk.finance.id(),
                desk.finance.id());
    }
}
