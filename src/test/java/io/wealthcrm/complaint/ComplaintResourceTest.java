package io.wealthcrm.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Photo;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnSharedService
class ComplaintResourceTest {
    private static final String PATH = "/api/v1/complaints";

    private final Service service;
    private Firm firm;
    private Person advisor;
    private Person lead;
    private UUID customer;

    ComplaintResourceTest(Service service) {
        this.service = service;
    }

    @BeforeEach
    void people() {
        firm = Firm.on(service);
        advisor = firm.advisor();
        lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        customer = firm.customerOf(advisor, "投诉客户");
    }

    @Test
    void it_is_opened_assigned_answered_and_closed_and_the_timeline_tells_it() {
        ValidatableResponse opened = open(advisor, complaint())
                .statusCode(201)
                .body("number", matchesPattern("C-20\\d\\d-\\d{6}"))
                .body("state", equalTo("OPEN"))
                .body("severity", equalTo(3))
                .body("channel", equalTo("PHONE"))
                .body("level", equalTo(0))
                .body("overdue", equalTo(false))
                .body("firstDueAt", notNullValue())
                .body("dueAt", notNullValue());
        String id = opened.extract().path("id");
        assertThat(told(lead, id)).isEqualTo(1);
        assertThat(told(advisor, id)).as("who opened it").isZero();

        assign(lead, id, advisor).statusCode(200).body("assigneeName", equalTo(advisor.username()));
        assertThat(told(advisor, id)).isEqualTo(1);
        answer(lead, id).statusCode(403).body("code", equalTo("NOT_THE_ASSIGNEE"));
        answer(advisor, id).statusCode(200).body("state", equalTo("ANSWERED")).body("rootCause", equalTo("排班不足"));
        close(advisor, id).statusCode(403).body("code", equalTo("ANSWERER_MAY_NOT_CLOSE"));
        close(lead, id).statusCode(200).body("state", equalTo("CLOSED")).body("closedAt", notNullValue());
        close(lead, id).statusCode(409).body("code", equalTo("COMPLAINT_STATE")).body("current", equalTo("CLOSED"));

        lead.request()
                .get(PATH + "/" + id + "/moves")
                .then()
                .statusCode(200)
                .body("items.kind", contains("OPENED", "ASSIGNED", "ANSWERED", "CLOSED"))
                .body("items.by", contains(ids(advisor, lead, advisor, lead)));
        advisor.request()
                .get("/api/v1/customers/" + customer + "/timeline")
                .then()
                .body("items.kind", contains("COMPLAINT_CLOSED", "COMPLAINT_ANSWERED", "COMPLAINT_OPENED"))
                .body("items.summary", hasItem("电话无人接听"))
                .body("items.refId", hasItem(id));
        assertThat(firm.one("select count(*) from open_complaints where customer_id = ?", customer))
                .isEqualTo("0");
    }

    @Test
    void a_customer_opens_the_own_reads_the_answer_reopens_closes_and_rates_it_once() {
        Person app = firm.appOf(advisor, "自助客户");
        UUID own = UUID.fromString(app.request().get("/api/v1/me").path("customerId"));
        Map<String, Object> input = complaint();
        input.putAll(Map.of("severity", 1, "channel", "REGULATOR", "aboutUserId", advisor.id()));
        String id = open(app, own, input)
                .statusCode(201)
                .body("channel", equalTo("APP"))
                .body("severity", nullValue())
                .body("level", nullValue())
                .extract()
                .path("id");
        open(app, customer, complaint()).statusCode(404);
        assertThat(told(advisor, id)).as("whom it is about").isZero();
        assertThat(told(lead, id)).isEqualTo(1);
        view(lead, id).body("severity", equalTo(3));

        assign(lead, id, lead).statusCode(200);
        answer(lead, id).statusCode(200);
        assertThat(told(app, id)).isEqualTo(1);
        view(app, id).body("rootCause", nullValue()).body("state", equalTo("ANSWERED"));
        app.request().get(PATH + "/" + id + "/moves").then().statusCode(403);
        act(app, id, "reopening", Map.of("reason", "没有解决")).statusCode(200).body("state", equalTo("ASSIGNED"));
        act(app, id, "rating", Map.of("stars", 5)).statusCode(409).body("code", equalTo("COMPLAINT_STATE"));
        answer(lead, id).statusCode(200);
        app.request()
                .get(PATH + "/" + id + "/answers")
                .then()
                .body("items", hasSize(2))
                .body("items.text", hasItem("已回电并致歉"));
        close(app, id).statusCode(200);
        act(app, id, "rating", Map.of("stars", 4, "note", "还可以"))
                .statusCode(200)
                .body("rating", equalTo(4));
        act(app, id, "rating", Map.of("stars", 1)).statusCode(409).body("code", equalTo("COMPLAINT_RATED"));
        app.request().get(PATH).then().body("items.id", contains(id));
        Person stranger = firm.appOf(advisor, "另一位客户");
        view(stranger, id).statusCode(404);
        stranger.request().get(PATH).then().body("items", hasSize(0));
    }

    @Test
    void of_many_who_take_it_at_once_one_has_it() throws Exception {
        String id = opened(complaint());
        List<Person> people = new ArrayList<>(List.of(advisor, lead));
        for (int i = 0; i < 4; i++) {
            people.add(firm.office(Role.OPERATIONS));
        }
        ExecutorService threads = Executors.newFixedThreadPool(people.size());
        List<Future<Integer>> taken = people.stream()
                .map(person -> threads.submit(
                        () -> assign(person, id, person).extract().statusCode()))
                .toList();
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> one : taken) {
            statuses.add(one.get());
        }
        threads.shutdown();
        assertThat(statuses).containsExactlyInAnyOrder(200, 409, 409, 409, 409, 409);
        assertThat(firm.one(
                        "select count(*) from complaint_moves where complaint_id = ? and kind = 'ASSIGNED'",
                        UUID.fromString(id)))
                .isEqualTo("1");
    }

    @Test
    void whom_it_is_about_and_whoever_cannot_see_the_customer_never_gets_it() {
        Map<String, Object> input = complaint();
        input.put("aboutUserId", advisor.id());
        String id = opened(input);
        String before = row(id);
        assign(advisor, id, advisor).statusCode(422).body("code", equalTo("CONFLICT_OF_INTEREST"));
        assign(lead, id, advisor).statusCode(422).body("code", equalTo("CONFLICT_OF_INTEREST"));
        assign(lead, id, firm.advisor()).statusCode(422).body("code", equalTo("COMPLAINT_ASSIGNEE_UNKNOWN"));
        assign(lead, id, firm.person(firm.teamB, Role.TEAM_LEAD)).statusCode(422);
        assign(lead, id, firm.office(Role.EXECUTIVE)).statusCode(422);
        act(lead, id, "assignment", Map.of("assigneeId", UUID.randomUUID())).statusCode(422);
        assign(advisor, id, lead).statusCode(403);
        act(advisor, id, "escalation", Map.of("reason", "升级"))
                .statusCode(422)
                .body("code", equalTo("CONFLICT_OF_INTEREST"));
        assertThat(row(id)).isEqualTo(before);
        Person callback = firm.office(Role.CALLBACK);
        assign(callback, id, callback).statusCode(200);
        act(lead, id, "handover", Map.of("assigneeId", lead.id(), "note", "本人处理"))
                .statusCode(204);
        act(callback, id, "handover", Map.of("assigneeId", callback.id())).statusCode(403);
        view(lead, id).body("assigneeId", equalTo(lead.id().toString()));
    }

    @Test
    void it_is_seen_with_the_customer_wherever_that_one_goes() {
        String id = opened(complaint());
        Person next = firm.advisor();
        Person elsewhere = firm.person(firm.teamB, Role.TEAM_LEAD);
        Person sibling = firm.advisor();
        for (Person blind : List.of(next, elsewhere, sibling, firm.advisorIn(firm.otherTeam))) {
            view(blind, id).statusCode(404);
            blind.request().get(PATH).then().statusCode(200).body("items.id", not(hasItem(id)));
            assign(blind, id, blind).statusCode(404);
        }
        for (Person seeing : List.of(
                advisor,
                lead,
                firm.person(firm.branch, Role.BRANCH_MANAGER),
                firm.office(Role.COMPLIANCE),
                firm.office(Role.EXECUTIVE))) {
            view(seeing, id).statusCode(200);
            seeing.request().get(PATH + "?customerId=" + customer).then().body("items.id", contains(id));
        }
        lead.once()
                .body(Map.of("advisorId", next.id(), "reason", "换人"))
                .post("/api/v1/customers/" + customer + "/transfer")
                .then()
                .statusCode(200);
        view(next, id).statusCode(200);
        next.request()
                .get("/api/v1/customers/" + customer + "/complaints")
                .then()
                .body("items.id", contains(id));
        view(advisor, id).statusCode(404);
        advisor.request()
                .get("/api/v1/customers/" + customer + "/complaints")
                .then()
                .statusCode(404);
    }

    @Test
    void what_it_is_about_exists_and_belongs_to_the_customer() {
        for (String member : List.of("orderId", "productId", "aboutUserId")) {
            Map<String, Object> input = complaint();
            input.put(member, UUID.randomUUID());
            open(advisor, input).statusCode(422).body("code", equalTo("UNKNOWN_SUBJECT"));
        }
        Map<String, Object> grave = complaint();
        grave.put("severity", 5);
        open(advisor, grave).statusCode(400).body("errors[0].pointer", equalTo("/severity"));
        assertThat(firm.one("select count(*) from complaints where customer_id = ?", customer))
                .isEqualTo("0");
    }

    @Test
    void lists_come_newest_first_or_by_what_is_due_and_page() {
        List<String> ids = new ArrayList<>();
        for (int severity : new int[] {4, 2, 3}) {
            Map<String, Object> input = complaint();
            input.put("severity", severity);
            ids.add(opened(input));
        }
        String first = advisor.request()
                .get(PATH + "?limit=2")
                .then()
                .body("items.id", contains(ids.get(2), ids.get(1)))
                .extract()
                .path("nextCursor");
        advisor.request().get(PATH + "?limit=2&cursor=" + first).then().body("items.id", contains(ids.get(0)));
        String due = advisor.request()
                .get(PATH + "?sort=DUE&limit=2")
                .then()
                .body("items.id", contains(ids.get(1), ids.get(2)))
                .extract()
                .path("nextCursor");
        advisor.request()
                .get(PATH + "?sort=DUE&limit=2&cursor=" + due)
                .then()
                .body("items.id", contains(ids.get(0)))
                .body("nextCursor", nullValue());
        assign(lead, ids.get(0), lead).statusCode(200);
        lead.request().get(PATH + "?assigneeId=" + lead.id()).then().body("items.id", contains(ids.get(0)));
        lead.request().get(PATH + "?state=OPEN").then().body("items.id", hasItems(ids.get(1), ids.get(2)));
        lead.request().get(PATH + "?kind=SERVICE_REQUEST").then().body("items", hasSize(0));
        lead.request().get(PATH + "?state=LOST").then().statusCode(400);
        lead.request().get(PATH + "?sort=DUE&cursor=" + first).then().statusCode(400);
    }

    @Test
    void leads_class_it_anew_and_its_times_follow() {
        String id = opened(complaint());
        Instant before = Instant.parse(view(lead, id).extract().path("dueAt"));
        patch(lead, id, "0", Map.of("severity", 4, "aboutUserId", advisor.id()))
                .statusCode(200)
                .body("severity", equalTo(4))
                .body("aboutUserName", equalTo(advisor.username()))
                .body("version", equalTo(1));
        assertThat(Instant.parse(view(lead, id).extract().path("dueAt"))).isAfter(before);
        String row = row(id);
        patch(lead, id, "0", Map.of("severity", 1)).statusCode(412);
        patch(lead, id, "1", Map.of("text", "改写")).statusCode(400);
        patch(lead, id, "1", Map.of("orderId", UUID.randomUUID())).statusCode(422);
        patch(firm.person(firm.teamB, Role.TEAM_LEAD), id, "1", Map.of("severity", 1))
                .statusCode(404);
        assertThat(row(id)).isEqualTo(row);
    }

    @Test
    void overdue_it_goes_up_the_line_level_by_level() {
        Person manager = firm.person(firm.branch, Role.BRANCH_MANAGER);
        Person compliance = firm.office(Role.COMPLIANCE);
        Person otherLead = firm.person(firm.teamB, Role.TEAM_LEAD);
        String id = opened(complaint());
        pass(id, "first_due_at");
        awaitLevel(id, 1);
        assertThat(due(lead, id)).isEqualTo(1);
        assertThat(due(manager, id)).isZero();
        assign(lead, id, advisor).statusCode(200);
        pass(id, "due_at");
        awaitLevel(id, 2);
        view(lead, id).body("overdue", equalTo(true));
        assertThat(due(manager, id)).isEqualTo(1);
        assertThat(due(advisor, id)).isEqualTo(1);
        assertThat(due(compliance, id)).isZero();
        pass(id, "late_at");
        awaitLevel(id, 3);
        assertThat(due(compliance, id)).isEqualTo(1);
        assertThat(List.of(due(lead, id), due(manager, id), due(otherLead, id))).containsExactly(1, 1, 0);
        assertThat(firm.one("select escalate_at from complaints where id = ?", UUID.fromString(id)))
                .isNull();
        lead.request()
                .get(PATH + "/" + id + "/moves")
                .then()
                .body("items.kind", contains("OPENED", "ESCALATED", "ASSIGNED", "ESCALATED", "ESCALATED"))
                .body("items.level", contains(0, 1, 1, 2, 3));
        act(lead, id, "escalation", Map.of("reason", "再升级"))
                .statusCode(409)
                .body("code", equalTo("ESCALATED_TO_THE_TOP"));
    }

    @Test
    void who_has_it_is_no_level_of_its_own_escalation_and_all_times_passed_are_made_up_for() {
        Person manager = firm.person(firm.branch, Role.BRANCH_MANAGER);
        String passedOver = opened(complaint());
        assign(lead, passedOver, lead).statusCode(200);
        pass(passedOver, "due_at");
        awaitLevel(passedOver, 2);
        assertThat(due(manager, passedOver)).isEqualTo(1);
        String late = opened(complaint());
        pass(late, "first_due_at, due_at, late_at");
        awaitLevel(late, 3);
        String answered = opened(complaint());
        assign(lead, answered, advisor).statusCode(200);
        answer(advisor, answered).statusCode(200);
        assertThat(firm.one("select escalate_at from complaints where id = ?", UUID.fromString(answered)))
                .isNull();
    }

    @Test
    void compliance_replaces_the_time_limits_and_what_is_open_keeps_its_own() {
        String old = opened(complaint());
        Person compliance = firm.office(Role.COMPLIANCE);
        JsonPath table = compliance.request().get(PATH + "/sla-rules").jsonPath();
        String version = table.getString("version");
        List<Map<String, Object>> rules = new ArrayList<>(table.getList("rules"));
        Map<String, Object> body = new HashMap<>(Map.of("workingFrom", "09:00", "workingTo", "18:00", "rules", rules));
        put(lead, version, body).statusCode(403);
        put(compliance, "0", body).statusCode(412);
        Map<String, Object> own = rules.remove(7);
        put(compliance, version, body).statusCode(400);
        rules.add(rules.get(0));
        put(compliance, version, body).statusCode(400).body("errors[0].code", equalTo("TWICE"));
        rules.set(7, with(own, "escalateTo", List.of("COMPLIANCE", "COMPLIANCE", "ADVISOR")));
        put(compliance, version, body).statusCode(400).body("errors[0].pointer", equalTo("/rules/7/escalateTo"));
        rules.set(7, with(own, "resolveMinutes", 1));
        put(compliance, version, body).statusCode(400);
        rules.set(7, own);
        put(compliance, version, body)
                .statusCode(200)
                .body("version", equalTo(Integer.parseInt(version) + 1))
                .body("rules", hasSize(8))
                .body("changedBy", equalTo(compliance.id().toString()));
        assertThat(firm.one("select sla_version from complaints where id = ?", UUID.fromString(old)))
                .isEqualTo(version);
        assertThat(firm.one("select sla_version from complaints where id = ?", UUID.fromString(opened(complaint()))))
                .isNotEqualTo(version);
    }

    @Test
    void papers_are_laid_to_it_and_the_customer_reads_the_own_ones() {
        Person app = firm.appOf(advisor, "材料客户");
        UUID own = UUID.fromString(app.request().get("/api/v1/me").path("customerId"));
        String id = open(app, own, complaint()).statusCode(201).extract().path("id");
        String mine = file(app, id).statusCode(201).extract().path("id");
        String internal = file(lead, id).statusCode(201).extract().path("id");
        app.request().get(PATH + "/" + id + "/files").then().body("items.id", contains(mine));
        lead.request().get(PATH + "/" + id + "/files").then().body("items.id", contains(mine, internal));
        assertThat(read(app, id, mine)).isEqualTo(200);
        assertThat(read(app, id, internal)).isEqualTo(404);
        assertThat(read(lead, id, internal)).isEqualTo(200);
        assertThat(read(firm.advisor(), id, mine)).isEqualTo(404);
        String other = opened(complaint());
        assertThat(read(lead, other, mine)).isEqualTo(404);
        assign(lead, id, lead).statusCode(200);
        answer(lead, id).statusCode(200);
        close(app, id).statusCode(200);
        file(app, id).statusCode(409).body("code", equalTo("COMPLAINT_STATE"));
    }

    private static ValidatableResponse file(Person by, String id) {
        return by.once()
                .contentType("multipart/form-data")
                .multiPart("file", "photo.jpg", Photo.jpeg(), "image/jpeg")
                .post(PATH + "/" + id + "/files")
                .then();
    }

    private static int read(Person by, String id, String file) {
        return by.request()
                .accept("*/*")
                .get(PATH + "/" + id + "/files/" + file)
                .statusCode();
    }

    private static Map<String, Object> with(Map<String, Object> rule, String name, Object value) {
        Map<String, Object> changed = new HashMap<>(rule);
        changed.put(name, value);
        return changed;
    }

    private static ValidatableResponse put(Person by, String version, Map<String, Object> table) {
        return by.request()
                .header("If-Match", '"' + version + '"')
                .body(table)
                .put(PATH + "/sla-rules")
                .then();
    }

    private static ValidatableResponse patch(Person by, String id, String version, Map<String, Object> patch) {
        return by.request()
                .header("If-Match", '"' + version + '"')
                .body(patch)
                .patch(PATH + "/" + id)
                .then();
    }

    /** As if these of its times had gone by. */
    private void pass(String id, String times) {
        String past = "now() - interval '1 second'";
        firm.execute(
                "update complaints set escalate_at = %s, %s where id = ?"
                        .formatted(past, times.replaceAll("(\\w+)(?=,|$)", "$1 = " + past)),
                UUID.fromString(id));
    }

    private void awaitLevel(String id, int level) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> view(lead, id).extract().path("level").equals(level));
    }

    private int due(Person person, String id) {
        return Integer.parseInt(firm.one(
                "select count(*) from notifications where person_id = ? and entity_id = ? and kind = 'COMPLAINT_DUE'",
                person.id(),
                UUID.fromString(id)));
    }

    private Map<String, Object> complaint() {
        return new HashMap<>(
                Map.of("kind", "COMPLAINT", "category", "SERVICE", "subject", "电话无人接听", "text", "多次致电无人接听"));
    }

    private ValidatableResponse open(Person by, Map<String, Object> input) {
        return open(by, customer, input);
    }

    private static ValidatableResponse open(Person by, UUID customer, Map<String, Object> input) {
        return by.once()
                .body(input)
                .post("/api/v1/customers/" + customer + "/complaints")
                .then();
    }

    private String opened(Map<String, Object> input) {
        return open(advisor, input).statusCode(201).extract().path("id");
    }

    private static ValidatableResponse assign(Person by, String id, Person to) {
        return act(by, id, "assignment", Map.of("assigneeId", to.id()));
    }

    private static ValidatableResponse answer(Person by, String id) {
        return act(by, id, "answers", Map.of("text", "已回电并致歉", "rootCause", "排班不足"));
    }

    private static ValidatableResponse close(Person by, String id) {
        return act(by, id, "closure", Map.of());
    }

    private static ValidatableResponse act(Person by, String id, String step, Map<String, Object> body) {
        return by.once().body(body).post(PATH + "/" + id + "/" + step).then();
    }

    private static ValidatableResponse view(Person by, String id) {
        return by.request().get(PATH + "/" + id).then();
    }

    private int told(Person person, String id) {
        return Integer.parseInt(firm.one(
                "select count(*) from notifications where person_id = ? and entity_id = ? and kind like 'COMPLAINT%'",
                person.id(), UUID.fromString(id)));
    }

    private String row(String id) {
        return firm.one("select cast(to_jsonb(k) as text) from complaints k where id = ?", UUID.fromString(id));
    }

    private static String[] ids(Person... people) {
        return java.util.Arrays.stream(people)
                .map(person -> person.id().toString())
                .toArray(String[]::new);
    }
}
