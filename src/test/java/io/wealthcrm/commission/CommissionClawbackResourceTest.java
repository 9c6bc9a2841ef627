package io.wealthcrm.commission;

import static io.wealthcrm.commission.Desk.id;
import static io.wealthcrm.commission.Desk.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What was paid on an order that did not last is taken back, once. */
@OnSharedService
class CommissionClawbackResourceTest {
    private final Desk desk;

    CommissionClawbackResourceTest(Service service) {
        desk = Desk.of(service);
    }

    @Test
    void theNextRunReversesARescindedOrderAtEveryLevel() {
        Person lead = desk.firm.person(desk.firm.teamA, Role.TEAM_LEAD);
        UUID plan = desk.plan(rule("ADVISOR", "0.00", "0.0050"), rule("TEAM_LEAD", "0.00", "0.0010"));
        UUID lost = desk.sale(desk.advisor, "1000000.00");
        UUID kept = desk.sale(desk.advisor, "2000000.00");
        desk.settle(plan, desk.month);
        desk.rescind(lost);
        UUID run = id(desk.run(plan, desk.month.plusMonths(1))
                .statusCode(200)
                .body("earned", equalTo("0.00"))
                .body("clawedBack", equalTo("-6000.00"))
                .body("lines", equalTo(2)));
        desk.approve(desk.controller, run).statusCode(200);
        assertThat(desk.lines(lost, desk.advisor)).isEqualTo("1000000.00@0.0050=5000.00 -1000000.00@0.0050=-5000.00");
        assertThat(desk.lines(lost, lead)).endsWith("-1000000.00@0.0010=-1000.00");
        assertThat(desk.lines(kept, desk.advisor)).isEqualTo("2000000.00@0.0050=10000.00");
        desk.run(plan, desk.month.plusMonths(2)).statusCode(200).body("lines", equalTo(0));
    }

    @Test
    void anOrderLostSinceThePreviewHoldsTheApprovalUp() {
        UUID plan = desk.plan(rule("ADVISOR", "0.00", "0.0050"));
        UUID order = desk.sale(desk.advisor, "1000000.00");
        UUID run = id(desk.run(plan, desk.month).statusCode(200));
        desk.rescind(order);
        desk.approve(desk.controller, run).statusCode(409).body("code", equalTo("COMMISSION_RUN_OUTDATED"));
        desk.finance
                .request()
                .delete("/api/v1/commissions/runs/{id}", run)
                .then()
                .statusCode(204);
        desk.run(plan, desk.month).statusCode(200).body("lines", equalTo(0));
    }

    @Test
    void financeClawsBackByHandOnce() {
        UUID plan = desk.plan(rule("ADVISOR", "0.00", "0.0050"));
        UUID order = desk.sale(desk.advisor, "1000000.00");
        clawBack(order).statusCode(409).body("code", equalTo("NOTHING_TO_CLAW_BACK"));
        desk.settle(plan, desk.month);
        clawBack(order).statusCode(201).body("reason", equalTo("销售误导"));
        clawBack(order).statusCode(409).body("code", equalTo("CLAWED_BACK_ALREADY"));
        desk.finance
                .request()
                .get("/api/v1/commissions/clawbacks")
                .then()
                .statusCode(200)
                .body("items.orderId", hasItem(order.toString()));
        desk.settle(plan, desk.month.plusMonths(1));
        assertThat(desk.lines(order, desk.advisor)).isEqualTo("1000000.00@0.0050=5000.00 -1000000.00@0.0050=-5000.00");
        clawBack(order).statusCode(409).body("code", equalTo("NOTHING_TO_CLAW_BACK"));
    }

    /** Two plans pay the same order; it is taken back before the second one has run. */
    @Test
    void whatIsClawedBackEarnsUnderNoOtherPlan() {
        UUID plan = desk.plan(rule("ADVISOR", "0.00", "0.0050"));
        UUID other = desk.plan(rule("ADVISOR", "0.00", "0.0020", "3000000.00", "0.0030"));
        UUID lost = desk.sale(desk.advisor, "1000000.00");
        UUID kept = desk.sale(desk.advisor, "2000000.00");
        desk.settle(plan, desk.month);
        clawBack(lost).statusCode(201);
        UUID run = id(desk.run(other, desk.month)
                .statusCode(200)
                .body("lines", equalTo(1))
                // Without the other order the second tier is not reached: 2,000,000.00 × 0.0020
                .body("earned", equalTo("4000.00")));
        desk.approve(desk.controller, run).statusCode(200);
        desk.run(other, desk.month.plusMonths(1)).statusCode(200).body("lines", equalTo(0));
        desk.run(plan, desk.month.plusMonths(1)).statusCode(200).body("clawedBack", equalTo("-5000.00"));
        assertThat(desk.lines(lost, desk.advisor)).isEqualTo("1000000.00@0.0050=5000.00 -1000000.00@0.0050=-5000.00");
        assertThat(desk.count("commission_lines", "order_id", kept)).isEqualTo("2");
    }

    @Test
    void anOrderClawedBackSinceThePreviewHoldsTheApprovalUp() {
        UUID plan = desk.plan(rule("ADVISOR", "0.00", "0.0050"));
        UUID other = desk.plan(rule("ADVISOR", "0.00", "0.0020"));
        UUID order = desk.sale(desk.advisor, "1000000.00");
        UUID preview = id(desk.run(other, desk.month).statusCode(200).body("lines", equalTo(1)));
        desk.settle(plan, desk.month);
        clawBack(order).statusCode(201);
        desk.approve(desk.controller, preview).statusCode(409).body("code", equalTo("COMMISSION_RUN_OUTDATED"));
        desk.run(preview).body("status", equalTo("PREVIEW")).body("approvedBy", nullValue());
    }

    private ValidatableResponse clawBack(UUID order) {
        return desk.finance
                .once()
                .body(Map.of("orderId", order, "reason", "销售误导"))
                .post("/api/v1/commissions/clawbacks")
                .then();
    }
}
