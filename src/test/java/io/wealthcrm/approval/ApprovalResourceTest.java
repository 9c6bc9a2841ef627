package io.wealthcrm.approval;

import static io.wealthcrm.approval.Desk.approve;
import static io.wealthcrm.approval.Desk.decide;
import static io.wealthcrm.approval.Desk.read;
import static io.wealthcrm.approval.Desk.request;
import static io.wealthcrm.approval.Desk.requested;
import static io.wealthcrm.approval.Desk.step;
import static io.wealthcrm.approval.Desk.tasks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requests for approval through REST, by everybody who has a hand in them. */
@OnSharedService
class ApprovalResourceTest {
    private static final Map<String, Object> LINE = Map.of("scope", "LINE");

    private final Firm firm;
    private final Desk desk;
    private final Person advisor;

    ApprovalResourceTest(Service service) {
        firm = Firm.on(service);
        desk = new Desk(firm.office(Role.ADMIN));
        advisor = firm.advisor();
    }

    @Test
    void anExpenseGoesToTheOwnManagerThenToFinanceAndAnExecutiveSideBySide() {
        Person manager = firm.person(firm.branch, Role.BRANCH_MANAGER);
        Person otherManager = firm.person(firm.otherBranch, Role.BRANCH_MANAGER);
        Person finance = firm.office(Role.FINANCE);
        Person executive = firm.office(Role.EXECUTIVE);
        String kind = desk.active(
                step(1, "BRANCH_MANAGER", LINE),
                step(2, "FINANCE"),
                step(2, "EXECUTIVE", Map.of("amountFrom", "5000.00")));
        String id = request(advisor, kind, Map.of("amount", "6000.00"))
                .statusCode(201)
                .header("Location", containsString("/api/v1/approvals/"))
                .extract()
                .path("id");
        assertThat(tasks(manager)).contains(id);
        assertThat(tasks(otherManager)).doesNotContain(id);
        assertThat(tasks(finance)).doesNotContain(id);
        read(otherManager, id).statusCode(404);
        approve(otherManager, id).statusCode(404);
        approve(finance, id)
                .statusCode(409)
                .body("code", equalTo("STEP_NOT_OPEN"))
                .body("stage", equalTo(1));
        approve(advisor, id).statusCode(403).body("code", equalTo("OWN_REQUEST"));
        approve(manager, id).statusCode(201).body("stage", equalTo(2)).body("status", equalTo("OPEN"));
        approve(manager, id).statusCode(409).body("code", equalTo("STEP_NOT_OPEN"));
        assertThat(tasks(executive)).contains(id);
        approve(executive, id).statusCode(201).body("status", equalTo("OPEN"));
        approve(finance, id)
                .statusCode(201)
                .body("status", equalTo("APPROVED"))
                .body("steps.status", contains("APPROVED", "APPROVED", "APPROVED"));
        assertThat(tasks(finance)).doesNotContain(id);
        approve(executive, id)
                .statusCode(409)
                .body("code", equalTo("APPROVAL_ENDED"))
                .body("current", equalTo("APPROVED"));
        await().untilAsserted(() -> assertThat(told(advisor, id)).isEqualTo("APPROVAL_ENDED"));
        assertThat(firm.one(
                        "select count(*) from outbox_events where kind = 'ApprovalEnded' and payload ->> 'requestId' = ?",
                        id))
                .isEqualTo("1");
    }

    @Test
    void aSmallAmountTakesFewerSteps() {
        Person finance = firm.office(Role.FINANCE);
        String kind = desk.active(step(1, "FINANCE"), step(2, "EXECUTIVE", Map.of("amountFrom", "5000.00")));
        String id = request(advisor, kind, Map.of("amount", "4999.99"))
                .statusCode(201)
                .extract()
                .path("id");
        approve(finance, id).statusCode(201).body("status", equalTo("APPROVED"));
    }

    @Test
    void aFormMustFitTheSchemaOfTheActiveVersion() {
        String kind = Desk.kind();
        UUID flow = desk.flow(kind);
        request(advisor, kind, Map.of()).statusCode(422).body("code", equalTo("NO_APPROVAL_FLOW"));
        Map<String, Object> schema = Map.of(
                "type", "object", "required", List.of("days"), "properties", Map.of("days", Map.of("type", "integer")));
        desk.draft(flow, Map.of("formSchema", Map.of("$ref", "#"), "steps", List.of(step(1, "FINANCE"))))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/formSchema/$ref"));
        desk.draft(flow, Map.of("formSchema", schema, "steps", List.of(step(1, "FINANCE"))))
                .statusCode(201)
                .body("status", equalTo("DRAFT"));
        request(advisor, kind, Map.of("form", Map.of("days", 2))).statusCode(422);
        desk.activate(flow, 1, 0).statusCode(200).body("status", equalTo("ACTIVE"));
        request(advisor, kind, Map.of("form", Map.of("days", "two")))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/form/days"));
        request(advisor, kind, Map.of()).statusCode(400).body("errors[0].pointer", equalTo("/form/days"));
        request(advisor, kind, Map.of("form", Map.of("days", 2)))
                .statusCode(201)
                .body("form.days", equalTo(2));
        request(advisor, "ORDER", Map.of()).statusCode(422).body("code", equalTo("NO_APPROVAL_FLOW"));
        assertThat(firm.one("select count(*) from approval_requests where kind = ?", kind))
                .isEqualTo("1");
    }

    @Test
    void aVersionOnceActiveIsFixedAndTheNextReplacesIt() {
        Person finance = firm.office(Role.FINANCE);
        Person executive = firm.office(Role.EXECUTIVE);
        String kind = Desk.kind();
        UUID flow = desk.flow(kind);
        Map<String, Object> first = Map.of("steps", List.of(step(1, "FINANCE")));
        desk.draft(flow, first).statusCode(201);
        replace(flow, 1, null, first).statusCode(428);
        replace(flow, 1, 0, first).statusCode(200).body("version", equalTo(1));
        replace(flow, 1, 0, first).statusCode(412);
        desk.activate(flow, 1, 0).statusCode(412);
        desk.activate(flow, 1, 1).statusCode(200);
        String before = requested(advisor, kind);
        replace(flow, 1, 2, first).statusCode(409).body("current", equalTo("ACTIVE"));
        desk.activate(flow, 1, 2).statusCode(409).body("code", equalTo("FLOW_VERSION_FIXED"));
        assertThatThrownBy(() -> firm.execute(
                        """
                        update approval_flow_steps set role = 'ADVISOR' where version_id in
                            (select id from approval_flow_versions where flow_id = ?)""",
                        flow))
                .hasStackTraceContaining("fixed");
        desk.draft(flow, Map.of("steps", List.of(step(1, "EXECUTIVE")))).statusCode(201);
        desk.activate(flow, 2, 0).statusCode(200);
        String after = requested(advisor, kind);
        approve(finance, before).statusCode(201).body("status", equalTo("APPROVED"));
        approve(finance, after).statusCode(404);
        approve(executive, after).statusCode(201).body("status", equalTo("APPROVED"));
        request(advisor, kind, Map.of("form", Map.of())).statusCode(400);
        firm.office(Role.ADMIN)
                .once()
                .body(Map.of("kind", kind, "name", "again"))
                .post("/api/v1/approvals/flows")
                .then()
                .statusCode(409)
                .body("code", equalTo("FLOW_KIND_TAKEN"));
        advisor.once()
                .body(first)
                .post("/api/v1/approvals/flows/{id}/versions", flow)
                .then()
                .statusCode(403);
    }

    @Test
    void aRequestGoesBackToAnEarlierStageOrToTheRequesterWhoMendsIt() {
        Person lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        Person finance = firm.office(Role.FINANCE);
        String kind = desk.active(step(1, "TEAM_LEAD", LINE), step(2, "FINANCE"));
        String id = requested(advisor, kind);
        approve(lead, id).statusCode(201);
        decide(finance, id, Map.of("decision", "RETURN", "toStep", 1)).statusCode(400);
        decide(finance, id, Map.of("decision", "RETURN", "toStep", 2, "note", "x"))
                .statusCode(400);
        decide(finance, id, Map.of("decision", "RETURN", "toStep", 1, "note", "请再核实"))
                .statusCode(201)
                .body("status", equalTo("OPEN"))
                .body("stage", equalTo(1))
                .body("steps.status", contains("APPROVED", "RETURNED", "OPEN", "WAITING"));
        assertThat(tasks(lead)).contains(id);
        decide(lead, id, Map.of("decision", "RETURN", "note", "缺发票"))
                .statusCode(201)
                .body("status", equalTo("RETURNED"));
        request(advisor, kind, Map.of("replaces", UUID.randomUUID())).statusCode(404);
        request(firm.advisor(), kind, Map.of("replaces", id)).statusCode(404);
        request(advisor, kind, Map.of("replaces", id)).statusCode(201).body("replaces", equalTo(id));
        request(advisor, kind, Map.of("replaces", id)).statusCode(409);
    }

    @Test
    void nobodyDecidesTheirOwnNeitherThroughADelegate() {
        Person executive = firm.office(Role.EXECUTIVE);
        Person delegate = firm.office(Role.MARKETING);
        String kind = desk.active(step(1, "EXECUTIVE"));
        delegate(executive, delegate, "EXECUTIVE", 0, 1).statusCode(201);
        String id = requested(executive, kind);
        assertThat(tasks(executive)).doesNotContain(id);
        assertThat(tasks(delegate)).doesNotContain(id);
        approve(executive, id).statusCode(403).body("code", equalTo("OWN_REQUEST"));
        approve(delegate, id).statusCode(404);
        assertThatThrownBy(() -> firm.execute(
                        """
                        update approval_request_steps set status = 'APPROVED', decided_by = ?, acting_for = ?,
                               decided_at = now() where request_id = cast(? as uuid)""",
                        executive.id(),
                        executive.id(),
                        id))
                .hasStackTraceContaining("approval_nobody_decides_own");
        approve(firm.office(Role.EXECUTIVE), id).statusCode(201).body("status", equalTo("APPROVED"));
        assertThatThrownBy(() -> firm.execute(
                        "update approval_request_steps set note = 'x' where request_id = cast(? as uuid)", id))
                .hasStackTraceContaining("is decided");
    }

    @Test
    void onePersonsRightFillsOneStepWhoeverUsesIt() {
        Person finance = firm.office(Role.FINANCE);
        Person delegate = firm.office(Role.MARKETING);
        String kind = desk.active(step(1, "FINANCE"), step(2, "FINANCE"));
        delegate(finance, delegate, "FINANCE", 0, 1).statusCode(201);
        String first = requested(advisor, kind);
        approve(finance, first).statusCode(201).body("status", equalTo("OPEN"));
        assertThat(tasks(delegate)).doesNotContain(first);
        approve(delegate, first).statusCode(409).body("code", equalTo("STEP_NOT_OPEN"));
        String second = requested(advisor, kind);
        approve(delegate, second).statusCode(201).body("status", equalTo("OPEN"));
        assertThat(tasks(finance)).doesNotContain(second);
        approve(finance, second).statusCode(409).body("code", equalTo("STEP_NOT_OPEN"));
        assertThatThrownBy(() -> firm.execute(
                        """
                        update approval_request_steps set status = 'APPROVED', decided_by = ?, acting_for = ?,
                               decided_at = now() where request_id = cast(? as uuid) and status = 'OPEN'""",
                        finance.id(),
                        finance.id(),
                        second))
                .hasStackTraceContaining("approval_one_right_each");
        Person another = firm.office(Role.FINANCE);
        approve(another, first).statusCode(201).body("status", equalTo("APPROVED"));
        approve(another, second).statusCode(201).body("status", equalTo("APPROVED"));
    }

    @Test
    void aDelegateDecidesWithTheRoleForItsDays() {
        Person finance = firm.office(Role.FINANCE);
        Person delegate = firm.office(Role.MARKETING);
        Person later = firm.office(Role.MARKETING);
        String kind = desk.active(step(1, "FINANCE"));
        delegate(finance, delegate, "EXECUTIVE", 0, 1).statusCode(422).body("code", equalTo("DELEGATE_UNFIT"));
        delegate(finance, firm.advisor(), "FINANCE", 0, 1).statusCode(422);
        delegate(finance, finance, "FINANCE", 0, 1).statusCode(422);
        delegate(finance, delegate, "FINANCE", -1, 1).statusCode(400).body("errors[0].pointer", equalTo("/fromDate"));
        delegate(finance, delegate, "FINANCE", 1, 0).statusCode(400).body("errors[0].pointer", equalTo("/toDate"));
        String delegation = delegate(finance, delegate, "FINANCE", 0, 0)
                .statusCode(201)
                .extract()
                .path("id");
        delegate(finance, later, "FINANCE", 1, 2).statusCode(201);
        String first = requested(advisor, kind);
        String second = requested(advisor, kind);
        assertThat(tasks(delegate)).contains(first, second);
        assertThat(tasks(later)).doesNotContain(first);
        approve(later, first).statusCode(404);
        approve(delegate, first)
                .statusCode(201)
                .body("steps[0].decidedBy", equalTo(delegate.id().toString()))
                .body("steps[0].actingFor", equalTo(finance.id().toString()));
        later.once()
                .post("/api/v1/approvals/delegations/{id}/withdrawal", delegation)
                .then()
                .statusCode(404);
        finance.once()
                .post("/api/v1/approvals/delegations/{id}/withdrawal", delegation)
                .then()
                .statusCode(200);
        approve(delegate, second).statusCode(404);
        read(delegate, first).statusCode(200);
        delegate.request()
                .get("/api/v1/approvals/delegations")
                .then()
                .statusCode(200)
                .body("items.id", contains(delegation));
    }

    @Test
    void onePersonTakesOneStepOnly() {
        Person finance = firm.office(Role.FINANCE);
        String kind = desk.active(step(1, "FINANCE"), step(2, "FINANCE"));
        String id = requested(advisor, kind);
        approve(finance, id).statusCode(201).body("stage", equalTo(2));
        assertThat(tasks(finance)).doesNotContain(id);
        approve(finance, id).statusCode(409).body("code", equalTo("STEP_NOT_OPEN"));
        approve(firm.office(Role.FINANCE), id).statusCode(201).body("status", equalTo("APPROVED"));
    }

    @Test
    void onlyTheRequesterWithdraws() {
        Person finance = firm.office(Role.FINANCE);
        String id = requested(advisor, desk.active(step(1, "FINANCE")));
        withdraw(finance, id).statusCode(404);
        withdraw(advisor, id)
                .statusCode(200)
                .body("status", equalTo("WITHDRAWN"))
                .body("steps.status", contains("CANCELLED"));
        withdraw(advisor, id).statusCode(409).body("current", equalTo("WITHDRAWN"));
        approve(finance, id).statusCode(409).body("code", equalTo("APPROVAL_ENDED"));
        advisor.request().get("/api/v1/approvals").then().statusCode(200).body("items.id", contains(id));
    }

    @Test
    void aHundredDecisionsOfOneStepHaveOneEffect() {
        List<Person> officers =
                IntStream.range(0, 10).mapToObj(i -> firm.office(Role.FINANCE)).toList();
        String id = requested(advisor, desk.active(step(1, "FINANCE"), step(2, "EXECUTIVE")));
        List<Integer> answers = Desk.atOnce(
                100,
                i -> decide(
                        officers.get(i % 10),
                        id,
                        i % 3 == 0 ? Map.of("decision", "REJECT", "note", "不同意") : Map.of("decision", "APPROVE")));
        assertThat(answers).containsOnlyOnce(201).containsOnly(201, 409);
        assertThat(firm.one(
                        """
                        select count(*) from approval_request_steps
                         where request_id = cast(? as uuid) and decided_by is not null""",
                        id))
                .isEqualTo("1");
    }

    @Test
    void whatIsOverdueLeadsTheTasksAndIsRemindedOnceADay() {
        Person manager = firm.person(firm.branch, Role.BRANCH_MANAGER);
        String kind = desk.active(step(1, "BRANCH_MANAGER", LINE));
        String early = requested(advisor, kind);
        String late = requested(advisor, kind);
        firm.execute(
                """
                update approval_request_steps set due_at = now() - interval '1 hour' where request_id = cast(? as uuid)""",
                late);
        manager.request()
                .queryParam("limit", 1)
                .get("/api/v1/tasks")
                .then()
                .statusCode(200)
                .body("items.approvalId", contains(late))
                .body("items.overdue", contains(true))
                .body("items[0].decideAt", equalTo("/api/v1/approvals/" + late + "/decisions"))
                .body("items[0].actingFor", nullValue());
        String next =
                manager.request().queryParam("limit", 1).get("/api/v1/tasks").path("nextCursor");
        manager.request()
                .queryParam("limit", 1)
                .queryParam("cursor", next)
                .get("/api/v1/tasks")
                .then()
                .body("items.approvalId", contains(early))
                .body("items.overdue", contains(false))
                .body("nextCursor", nullValue());
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(told(manager, late)).isEqualTo("APPROVAL_OVERDUE"));
        assertThat(told(manager, early)).isNull();
        firm.execute("update approval_request_steps set reminded_on = null where request_id = cast(? as uuid)", late);
        await().atMost(Duration.ofSeconds(40))
                .until(() -> firm.one(
                                "select reminded_on from approval_request_steps where request_id = cast(? as uuid)",
                                late)
                        != null);
        assertThat(firm.one(
                        "select count(*) from notifications where person_id = ? and entity_id = cast(? as uuid)",
                        manager.id(),
                        late))
                .isEqualTo("1");
    }

    @Test
    void ordersOfTheDemoFirmWaitForCompliance(Service service) {
        Person.signIn(service.port(), "compliance1", "Wealth-Demo-2026")
                .request()
                .get("/api/v1/tasks")
                .then()
                .statusCode(200)
                .body("items.kind", hasItem("ORDER"));
    }

    private String told(Person person, String id) {
        return firm.one(
                "select kind from notifications where person_id = ? and entity_id = cast(? as uuid)", person.id(), id);
    }

    private io.restassured.response.ValidatableResponse replace(
            UUID flow, int number, Integer version, Map<String, Object> body) {
        var request = firm.office(Role.ADMIN).request();
        if (version != null) {
            request.header("If-Match", "\"" + version + "\"");
        }
        return request.body(body)
                .put("/api/v1/approvals/flows/{id}/versions/{number}", flow, number)
                .then();
    }

    private static io.restassured.response.ValidatableResponse withdraw(Person by, String id) {
        return by.once().post("/api/v1/approvals/{id}/withdrawal", id).then();
    }

    private static io.restassured.response.ValidatableResponse delegate(
            Person from, Person to, String role, int first, int last) {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        return from.once()
                .body(Map.of(
                        "to",
                        to.id(),
                        "role",
                        role,
                        "fromDate",
                        today.plusDays(first).toString(),
                        "toDate",
                        today.plusDays(last).toString()))
                .post("/api/v1/approvals/delegations")
                .then();
    }
}
