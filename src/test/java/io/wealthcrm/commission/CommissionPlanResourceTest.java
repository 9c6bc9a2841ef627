package io.wealthcrm.commission;

import static io.wealthcrm.commission.Desk.id;
import static io.wealthcrm.commission.Desk.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Service;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Plans: drafted by one, approved by another, then never changed. */
@OnSharedService
class CommissionPlanResourceTest {
    private final Desk desk;

    CommissionPlanResourceTest(Service service) {
        desk = Desk.of(service);
    }

    @Test
    void aDraftBecomesActiveAndIsSuperseded() {
        UUID plan = desk.newPlan();
        UUID first = id(desk.draft(plan, List.of(rule("ADVISOR", "0.00", "0.0050")))
                .statusCode(201)
                .body("status", equalTo("DRAFT"))
                .body("number", equalTo(1))
                .body("validFrom", nullValue())
                .body("rules[0].tiers[0].rate", equalTo("0.0050")));
        desk.approve(desk.controller, plan, first, desk.month)
                .statusCode(200)
                .body("status", equalTo("ACTIVE"))
                .body("approvedBy", equalTo(desk.controller.id().toString()));
        UUID second =
                id(desk.draft(plan, List.of(rule("ADVISOR", "0.00", "0.0060"))).statusCode(201));
        desk.approve(desk.controller, plan, second, desk.month)
                .statusCode(409)
                .body("code", equalTo("PLAN_START_TOO_EARLY"));
        desk.approve(desk.controller, plan, second, desk.month.plusMonths(1)).statusCode(200);
        desk.finance
                .request()
                .get("/api/v1/commissions/plans/{id}/versions", plan)
                .then()
                .statusCode(200)
                .body("items.number", contains(2, 1))
                .body("items.status", contains("ACTIVE", "SUPERSEDED"))
                .body("items[1].validUntil", equalTo(desk.month.plusMonths(1) + "-01"))
                .body("items[0].rules[0].tiers[0].rate", equalTo("0.0060"));
    }

    @Test
    void noVersionBeginsInAMonthThatIsRun() {
        UUID plan = desk.plan(rule("ADVISOR", "0.00", "0.0050"));
        desk.settle(plan, desk.month.plusMonths(1));
        UUID second =
                id(desk.draft(plan, List.of(rule("ADVISOR", "0.00", "0.0060"))).statusCode(201));
        desk.approve(desk.controller, plan, second, desk.month.plusMonths(1))
                .statusCode(409)
                .body("code", equalTo("PLAN_START_TOO_EARLY"));
        desk.approve(desk.controller, plan, second, desk.month.plusMonths(2)).statusCode(200);
    }

    @Test
    void whoDraftedDoesNotApprove() {
        UUID plan = desk.newPlan();
        UUID version =
                id(desk.draft(plan, List.of(rule("ADVISOR", "0.00", "0.0050"))).statusCode(201));
        desk.approve(desk.finance, plan, version, desk.month)
                .statusCode(403)
                .body("code", equalTo("COMMISSION_SECOND_PERSON"));
        assertThatThrownBy(() -> desk.firm.execute(
                        """
                        update commission_plan_versions
                           set approved_by = drafted_by, approved_at = now(), valid_from = '2001-01-01' where id = ?""",
                        version))
                .hasMessageContaining("commission_plan_versions_second_person");
        assertThat(desk.firm.one("select approved_by from commission_plan_versions where id = ?", version))
                .isNull();
    }

    @Test
    void aDraftIsRewrittenAndAnApprovedVersionIsNot() {
        UUID plan = desk.newPlan();
        UUID version =
                id(desk.draft(plan, List.of(rule("ADVISOR", "0.00", "0.0050"))).statusCode(201));
        List<Map<String, Object>> next =
                List.of(rule("ADVISOR", "0.00", "0.0070"), rule("TEAM_LEAD", "0.00", "0.0010"));
        redraft(plan, version, 3, next).statusCode(412);
        redraft(plan, version, 0, next)
                .statusCode(200)
                .body("rules.size()", equalTo(2))
                .body("version", equalTo(1));
        desk.draft(plan, next).statusCode(409).body("code", equalTo("PLAN_DRAFT_EXISTS"));
        desk.approve(desk.controller, plan, version, desk.month).statusCode(200);
        redraft(plan, version, 2, List.of(rule("ADVISOR", "0.00", "0.9000")))
                .statusCode(409)
                .body("code", equalTo("PLAN_VERSION_APPROVED"));
        assertFinal("delete from commission_rules where version_id = ?", version);
        assertFinal("update commission_rules set starts_on = '2001-01-01' where version_id = ?", version);
        assertFinal(
                "insert into commission_rules (id, version_id, role_level) values (uuidv7(), ?, 'BRANCH_MANAGER')",
                version);
        assertFinal(
                """
                update commission_tiers set rate = 1
                 where rule_id in (select id from commission_rules where version_id = ?)""",
                version);
        assertFinal("update commission_plan_versions set valid_from = '2001-01-01' where id = ?", version);
        assertThat(desk.firm.one(
                        """
                        select string_agg(t.rate::text, ' ' order by t.rate) from commission_tiers t
                          join commission_rules r on r.id = t.rule_id where r.version_id = ?""",
                        version))
                .isEqualTo("0.0010 0.0070");
    }

    @Test
    void rulesThatCannotBeMeantAreRefused() {
        UUID plan = desk.newPlan();
        refused(plan, 400, "INVALID_INPUT", rule("ADVISOR"));
        refused(plan, 400, "INVALID_INPUT", rule("ADVISOR", "1.00", "0.0050"));
        refused(plan, 400, "INVALID_INPUT", rule("ADVISOR", "0.00", "0.0050", "0.00", "0.0060"));
        refused(plan, 400, "INVALID_INPUT", rule("ADVISOR", "0.00", "1.0001"));
        refused(plan, 400, "INVALID_INPUT", rule("ADVISOR", "0.00", "-0.01"));
        refused(
                plan,
                422,
                "PLAN_RULES_OVERLAP",
                during(rule("ADVISOR", "0.00", "0.0050"), null, "2001-03-31"),
                during(rule("ADVISOR", "0.00", "0.0060"), "2001-03-31", null));
        refused(plan, 400, "INVALID_INPUT", during(rule("ADVISOR", "0.00", "0.0050"), "2001-03-31", "2001-03-30"));
        Map<String, Object> unknown = rule("ADVISOR", "0.00", "0.0050");
        unknown.put("productId", UUID.randomUUID().toString());
        refused(plan, 422, "PLAN_PRODUCT_UNKNOWN", unknown);
        assertThat(desk.count("commission_plan_versions", "plan_id", plan)).isEqualTo("0");
        desk.draft(
                        plan,
                        List.of(
                                during(rule("ADVISOR", "0.00", "0.0050"), null, "2001-03-30"),
                                during(rule("ADVISOR", "0.00", "0.0060"), "2001-03-31", null)))
                .statusCode(201);
    }

    @Test
    void codesAreUnique() {
        String code = "U" + UUID.randomUUID();
        Map<String, Object> plan = Map.of("code", code, "name", "基本法");
        desk.finance.once().body(plan).post("/api/v1/commissions/plans").then().statusCode(201);
        desk.finance
                .once()
                .body(plan)
                .post("/api/v1/commissions/plans")
                .then()
                .statusCode(409)
                .body("code", equalTo("PLAN_CODE_TAKEN"));
    }

    @SafeVarargs
    private void refused(UUID plan, int status, String code, Map<String, Object>... rules) {
        desk.draft(plan, List.of(rules)).statusCode(status).body("code", equalTo(code));
    }

    private static Map<String, Object> during(Map<String, Object> rule, String from, String to) {
        if (from != null) {
            rule.put("startsOn", from);
        }
        if (to != null) {
            rule.put("endsOn", to);
        }
        return rule;
    }

    private ValidatableResponse redraft(UUID plan, UUID version, int known, List<Map<String, Object>> rules) {
        return desk.finance
                .request()
                .header("If-Match", "\"" + known + "\"")
                .body(Map.of("rules", rules))
                .put("/api/v1/commissions/plans/{id}/versions/{version}", plan, version)
                .then();
    }

    private void assertFinal(String sql, UUID version) {
        assertThatThrownBy(() -> desk.firm.execute(sql, version)).isInstanceOf(IllegalStateException.class);
    }
}
