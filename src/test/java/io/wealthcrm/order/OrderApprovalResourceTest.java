package io.wealthcrm.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.wealthcrm.approval.Desk;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Orders on their way through the firm's flow. */
@OnSharedService
class OrderApprovalResourceTest {
    private final Service service;

    OrderApprovalResourceTest(Service service) {
        this.service = service;
    }

    @Test
    void anOrderIsApprovedOnlyWithTheLastStep() {
        Sale sale = Sale.of(service);
        Person finance = sale.firm.office(Role.FINANCE);
        Person manager = sale.firm.person(sale.firm.branch, Role.BRANCH_MANAGER);
        askAlso(sale, 2, "FINANCE", Map.of("amountFrom", "1000000.00"));
        askAlso(sale, 3, "BRANCH_MANAGER", Map.of("scope", "LINE"));
        sale.submitted();
        assertThat(tasks(sale, sale.compliance)).isEqualTo(1);
        sale.decide(finance, "APPROVE", null).statusCode(409).body("code", equalTo("STEP_NOT_OPEN"));
        sale.decide(sale.operations, "APPROVE", null).statusCode(403).body("code", equalTo("NOT_YOUR_STEP"));
        sale.decide(sale.firm.person(sale.firm.otherBranch, Role.BRANCH_MANAGER), "APPROVE", null)
                .statusCode(404);
        sale.decide(sale.compliance, "APPROVE", null).statusCode(200).body("status", equalTo("SUBMITTED"));
        sale.decide(sale.compliance, "APPROVE", null).statusCode(409).body("code", equalTo("STEP_NOT_OPEN"));
        sale.pay(Sale.NAME, Sale.AMOUNT, "BANK-" + sale.order).statusCode(409);
        assertThat(tasks(sale, finance)).isEqualTo(1);
        sale.post(finance, "approval", Map.of("decision", "RETURN", "toStep", 1, "reason", "请合规复核"))
                .statusCode(200)
                .body("status", equalTo("SUBMITTED"));
        sale.decide(sale.compliance, "APPROVE", null).statusCode(200);
        sale.decide(finance, "APPROVE", null).statusCode(200).body("status", equalTo("SUBMITTED"));
        sale.decide(manager, "APPROVE", null).statusCode(200).body("status", equalTo("APPROVED"));
        assertThat(sale.firm.one("select approved_by from orders where id = ?", sale.order))
                .isEqualTo(manager.id().toString());
        assertThat(sale.firm.one("select status from approval_requests where subject_id = ?", sale.order))
                .isEqualTo("APPROVED");
        sale.decide(manager, "APPROVE", null).statusCode(409).body("current", equalTo("APPROVED"));
    }

    @Test
    void aReturnedOrderBeginsAfreshWhenSubmittedAgain() {
        Sale sale = Sale.of(service);
        askAlso(sale, 2, "FINANCE", Map.of());
        sale.submitted();
        sale.decide(sale.compliance, "APPROVE", null).statusCode(200);
        sale.decide(sale.firm.office(Role.FINANCE), "RETURN", "账户有误")
                .statusCode(200)
                .body("status", equalTo("RETURNED"));
        assertThat(tasks(sale, sale.compliance)).isZero();
        sale.post(sale.advisor, "submission", Map.of()).statusCode(200);
        assertThat(tasks(sale, sale.compliance)).isEqualTo(1);
        sale.decide(sale.compliance, "REJECT", "不合适").statusCode(200).body("status", equalTo("REJECTED"));
        assertThat(sale.amountHeld()).isEqualTo("0.00");
        assertThat(sale.firm.one(
                        "select string_agg(status, ',' order by id) from approval_requests where subject_id = ?",
                        sale.order))
                .isEqualTo("RETURNED,REJECTED");
    }

    @Test
    void anApprovalOfAnOrderIsDecidedAtTheOrder() {
        Sale sale = Sale.of(service).submitted();
        String id = sale.firm.one("select id from approval_requests where subject_id = ?", sale.order);
        sale.compliance
                .once()
                .body(Map.of("decision", "APPROVE"))
                .post("/api/v1/approvals/{id}/decisions", id)
                .then()
                .statusCode(409)
                .body("code", equalTo("DECIDED_ELSEWHERE"))
                .body("decideAt", equalTo("/api/v1/orders/" + sale.order + "/approval"));
        sale.advisor.once().post("/api/v1/approvals/{id}/withdrawal", id).then().statusCode(409);
        assertThat(sale.status()).isEqualTo("SUBMITTED");
    }

    @Test
    void withoutOpenStepsComplianceAloneDecides() {
        Sale sale = Sale.of(service).submitted();
        sale.firm.execute(
                "update approval_request_steps set status = 'CANCELLED' where request_id = (select id from approval_requests where subject_id = ?)",
                sale.order);
        sale.firm.execute(
                "update approval_requests set status = 'WITHDRAWN', ended_at = now() where subject_id = ?", sale.order);
        sale.decide(sale.firm.office(Role.FINANCE), "APPROVE", null).statusCode(403);
        sale.decide(sale.compliance, "APPROVE", null).statusCode(200).body("status", equalTo("APPROVED"));
    }

    @Test
    void aHundredApprovalsOfOneOrderHaveOneEffect() {
        Sale sale = Sale.of(service).submitted();
        List<Person> officers = IntStream.range(0, 10)
                .mapToObj(i -> sale.firm.office(Role.COMPLIANCE))
                .toList();
        List<Integer> answers = Desk.atOnce(100, i -> sale.decide(officers.get(i % 10), "APPROVE", null));
        assertThat(answers).containsOnlyOnce(200).containsOnly(200, 409);
        assertThat(sale.firm.one(
                        "select count(*) from order_history where order_id = ? and to_status = 'APPROVED'", sale.order))
                .isEqualTo("1");
    }

    private static void askAlso(Sale sale, int stage, String role, Map<String, Object> otherwise) {
        Map<String, Object> step = Desk.step(stage, role, otherwise);
        step.put("productId", sale.product);
        new Desk(sale.firm.office(Role.ADMIN)).addTo("ORDER", List.of(step));
    }

    /** How often the order's open request stands among the person's tasks; those of the line only are few enough to see. */
    private static long tasks(Sale sale, Person person) {
        String open =
                sale.firm.one("select id from approval_requests where subject_id = ? and status = 'OPEN'", sale.order);
        return open == null
                ? 0
                : Desk.tasks(person).stream().filter(open::equals).count();
    }
}
