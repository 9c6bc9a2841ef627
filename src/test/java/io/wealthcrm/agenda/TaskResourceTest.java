package io.wealthcrm.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnSharedService
class TaskResourceTest {
    private static final String PATH = "/api/v1/agenda/tasks";
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Service service;
    private Firm firm;
    private Person advisor;
    private Person lead;
    private UUID customer;

    TaskResourceTest(Service service) {
        this.service = service;
    }

    @BeforeEach
    void people() {
        firm = Firm.on(service);
        advisor = firm.advisor();
        lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        customer = firm.customerOf(advisor, "待办客户");
    }

    @Test
    void a_task_goes_from_open_to_done_and_onto_the_timeline() {
        String id = id(open(advisor, Map.of("title", "寄送资料", "customerId", customer, "priority", "HIGH"))
                .body("customerName", equalTo("待办客户"))
                .body("assigneeId", equalTo(advisor.id().toString()))
                .body("state", equalTo("OPEN")));
        Instant until = Instant.now().plus(5, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        step(advisor, id, "snooze", Map.of("until", until.toString()))
                .statusCode(200)
                .body("dueAt", equalTo(until.toString()));
        change(advisor, id, 1, Map.of("title", "寄送季报")).statusCode(200).body("version", equalTo(2));
        change(advisor, id, 1, Map.of("title", "旧")).statusCode(412);
        step(advisor, id, "completion", Map.of("outcome", "已签收"))
                .statusCode(200)
                .body("state", equalTo("DONE"))
                .body("title", equalTo("寄送季报"))
                .body("outcome", equalTo("已签收"));
        advisor.request()
                .get("/api/v1/customers/" + customer + "/timeline")
                .then()
                .body("items[0].kind", equalTo("TASK_DONE"))
                .body("items[0].refId", equalTo(id))
                .body("items[0].summary", equalTo("寄送季报"));
        advisor.request()
                .get(PATH + "/" + id + "/moves")
                .then()
                .body("items.kind", contains("OPENED", "SNOOZED", "CHANGED", "DONE"));
    }

    @Test
    void what_has_ended_stays_as_it_is() {
        String id = id(open(advisor, Map.of("title", "回电")));
        step(advisor, id, "cancellation", Map.of("reason", "重复"))
                .statusCode(200)
                .body("state", equalTo("CANCELLED"));
        String before = row(id);
        for (String step : List.of("completion", "cancellation")) {
            step(advisor, id, step, Map.of())
                    .statusCode(409)
                    .body("code", equalTo("TASK_ENDED"))
                    .body("current", equalTo("CANCELLED"));
        }
        step(advisor, id, "snooze", Map.of("until", inDays(9).toString())).statusCode(409);
        step(lead, id, "assignment", Map.of("assigneeId", advisor.id())).statusCode(409);
        change(advisor, id, 1, Map.of("title", "再来")).statusCode(409);
        assertThat(row(id)).isEqualTo(before);
    }

    @Test
    void of_many_who_complete_it_one_does() throws Exception {
        String id = id(open(advisor, Map.of("title", "并发", "customerId", customer)));
        ExecutorService threads = Executors.newFixedThreadPool(12);
        try {
            List<Future<Integer>> answers = IntStream.range(0, 12)
                    .mapToObj(
                            i -> threads.submit(() -> step(advisor, id, "completion", Map.of("outcome", "第" + i + "次"))
                                    .extract()
                                    .statusCode()))
                    .toList();
            int done = 0;
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isIn(200, 409);
                done += answer.get() == 200 ? 1 : 0;
            }
            assertThat(done).isEqualTo(1);
        } finally {
            threads.shutdown();
        }
        assertThat(firm.one("select count(*) from task_moves where task_id = cast(? as uuid) and kind = 'DONE'", id))
                .isEqualTo("1");
    }

    @Test
    void leads_give_work_to_their_people_who_are_told_and_to_nobody_else() {
        Map<String, Object> task = Map.of("title", "整理名单", "assigneeId", advisor.id(), "customerId", customer);
        String id = id(open(lead, task));
        assertThat(told(advisor, id)).isEqualTo("1");
        Person colleague = firm.advisor();
        step(lead, id, "assignment", Map.of("assigneeId", colleague.id()))
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_ASSIGNEE"));
        open(lead, with(task, "assigneeId", firm.advisorIn(firm.teamB).id()), 422);
        open(advisor, with(task, "assigneeId", colleague.id()), 422);
        open(colleague, Map.of("title", "别人的客户", "customerId", customer), 404);
        assertThat(firm.one("select count(*) from tasks where customer_id = ?", customer))
                .isEqualTo("1");
        step(lead, id, "assignment", Map.of("assigneeId", lead.id(), "note", "我来跟"))
                .statusCode(200);
        assertThat(firm.one(
                        "select count(*) from notifications where person_id = ? and entity_id = cast(? as uuid) and read_at is null",
                        advisor.id(),
                        id))
                .isEqualTo("0");
    }

    @Test
    void a_task_is_seen_by_who_has_it_and_who_leads_them() {
        String id = id(open(advisor, Map.of("title", "仅本线可见", "customerId", customer)));
        for (Person sees : List.of(advisor, lead, firm.person(firm.branch, Role.BRANCH_MANAGER))) {
            sees.request().get(PATH + "/" + id).then().statusCode(200);
            list(sees, "?customerId=" + customer).body("items.id", contains(id));
        }
        String before = row(id);
        for (Person other : List.of(
                firm.advisor(),
                firm.advisorIn(firm.otherTeam),
                firm.person(firm.teamB, Role.TEAM_LEAD),
                firm.person(firm.otherBranch, Role.BRANCH_MANAGER),
                firm.office(Role.ADMIN),
                firm.office(Role.COMPLIANCE))) {
            other.request().get(PATH + "/" + id).then().statusCode(404);
            other.request().get(PATH + "/" + id + "/moves").then().statusCode(404);
            list(other, "?customerId=" + customer).body("items", empty());
            step(other, id, "completion", Map.of()).statusCode(404);
            step(other, id, "assignment", Map.of("assigneeId", other.id())).statusCode(404);
            change(other, id, 0, Map.of("title", "改")).statusCode(404);
        }
        assertThat(row(id)).isEqualTo(before);
    }

    @Test
    void lists_come_by_time_and_page_by_page() {
        String later = id(open(advisor, Map.of("title", "后", "dueAt", inDays(3).toString())));
        String sooner = id(open(advisor, Map.of("title", "先", "dueAt", inDays(1).toString())));
        String cursor = list(advisor, "?limit=1")
                .body("items.id", contains(sooner))
                .extract()
                .path("nextCursor");
        list(advisor, "?limit=1&cursor=" + cursor)
                .body("items.id", contains(later))
                .body("nextCursor", nullValue());
        list(advisor, "?dueBy=" + LocalDate.ofInstant(inDays(2), ZoneId.of("Asia/Shanghai")))
                .body("items.id", contains(sooner));
        step(advisor, sooner, "completion", Map.of()).statusCode(200);
        list(advisor, "?state=DONE").body("items.id", contains(sooner));
        list(lead, "?assigneeId=" + advisor.id()).body("items", hasSize(1));
        for (String bad : List.of("state=X", "assigneeId=1", "dueBy=31-12-2026", "cursor=x")) {
            advisor.request().get(PATH + "?" + bad).then().statusCode(400);
        }
    }

    @Test
    void a_next_step_is_a_task_until_somebody_is_in_touch() {
        Instant due = Instant.now().plus(1, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
        String id = interact("CALL", Instant.now(), Map.of("nextStep", "确认赎回", "nextAt", due.toString()));
        await().atMost(SOON).until(() -> advisor.request().get(PATH + "/" + id).statusCode() == 200);
        advisor.request()
                .get(PATH + "/" + id)
                .then()
                .body("title", equalTo("确认赎回"))
                .body("origin", equalTo("FOLLOW_UP"))
                .body("dueAt", equalTo(due.toString()));
        String later = interact(
                "NOTE",
                Instant.now(),
                Map.of("nextStep", "下月再谈", "nextAt", inDays(30).toString()));
        await().atMost(SOON)
                .until(() -> advisor.request().get(PATH + "/" + later).statusCode() == 200);
        assertThat(state(id)).isEqualTo("OPEN");
        interact("CALL", Instant.now(), Map.of());
        await().atMost(SOON).until(() -> "DONE".equals(state(id)));
        assertThat(state(later)).isEqualTo("OPEN");
    }

    @Test
    void open_work_about_a_customer_follows_to_the_new_advisor() {
        Person heir = firm.advisor();
        String open = id(open(advisor, Map.of("title", "未完", "customerId", customer)));
        String done = id(open(advisor, Map.of("title", "已完", "customerId", customer)));
        step(advisor, done, "completion", Map.of()).statusCode(200);
        String leads = id(open(lead, Map.of("title", "主管自己的", "customerId", customer)));
        String before = row(done) + row(leads);
        lead.once()
                .body(Map.of("advisorId", heir.id()))
                .post("/api/v1/customers/" + customer + "/transfer")
                .then()
                .statusCode(200);
        await().atMost(SOON).until(() -> heir.request().get(PATH + "/" + open).statusCode() == 200);
        for (String gone : List.of(open, done)) {
            advisor.request().get(PATH + "/" + gone).then().statusCode(404);
        }
        assertThat(row(done) + row(leads)).isEqualTo(before);
        heir.request().get(PATH + "/" + open + "/moves").then().body("items.kind", contains("OPENED", "ASSIGNED"));
    }

    @Test
    void what_makes_no_sense_is_refused_and_leaves_nothing() {
        for (Map<String, Object> bad : List.<Map<String, Object>>of(
                Map.of("title", " "),
                Map.of("title", "长".repeat(201)),
                Map.of("title", "早", "dueAt", inDays(-1).toString()),
                Map.of("title", "晚", "dueAt", inDays(2000).toString()),
                Map.of("title", "急", "priority", "URGENT"),
                Map.of("title", "多", "state", "DONE"))) {
            open(advisor, bad, 400);
        }
        String id = id(open(advisor, Map.of("title", "原样")));
        String before = row(id);
        step(advisor, id, "snooze", Map.of("until", inDays(-1).toString())).statusCode(400);
        step(advisor, id, "snooze", Map.of()).statusCode(400);
        change(advisor, id, 0, Map.of("dueAt", inDays(5).toString())).statusCode(400);
        advisor.request()
                .body(Map.of("title", "x"))
                .patch(PATH + "/" + id)
                .then()
                .statusCode(428);
        assertThat(row(id)).isEqualTo(before);
        assertThat(firm.one("select count(*) from tasks where created_by = ?", advisor.id()))
                .isEqualTo("1");
    }

    private ValidatableResponse open(Person by, Map<String, Object> task) {
        return open(by, task, 201);
    }

    @CanIgnoreReturnValue
    private ValidatableResponse open(Person by, Map<String, Object> task, int status) {
        return by.once()
                .body(
                        task.containsKey("dueAt")
                                ? task
                                : with(task, "dueAt", inDays(2).toString()))
                .post(PATH)
                .then()
                .statusCode(status);
    }

    private static ValidatableResponse step(Person by, String id, String step, Map<String, Object> body) {
        return by.once().body(body).post(PATH + "/" + id + "/" + step).then();
    }

    private static ValidatableResponse change(Person by, String id, int version, Map<String, Object> patch) {
        return by.request()
                .header("If-Match", "\"" + version + "\"")
                .body(patch)
                .patch(PATH + "/" + id)
                .then();
    }

    private static ValidatableResponse list(Person by, String query) {
        return by.request().get(PATH + query).then().statusCode(200);
    }

    @CanIgnoreReturnValue
    private String interact(String kind, Instant at, Map<String, Object> next) {
        Map<String, Object> interaction = new HashMap<>(Map.of("kind", kind, "at", at.toString(), "summary", "通话"));
        interaction.putAll(next);
        return advisor.once()
                .body(interaction)
                .post("/api/v1/customers/" + customer + "/interactions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
        Map<String, Object> all = new HashMap<>(map);
        all.put(name, value);
        return all;
    }

    private static String id(ValidatableResponse created) {
        return created.extract().path("id");
    }

    private static Instant inDays(int days) {
        return Instant.now().plus(days, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    }

    private String state(String id) {
        return firm.one("select state from tasks where id = cast(? as uuid)", id);
    }

    private String row(String id) {
        return firm.one("select cast(to_jsonb(t) as text) from tasks t where id = cast(? as uuid)", id);
    }

    private String told(Person person, String id) {
        return firm.one(
                "select count(*) from notifications where person_id = ? and kind = 'TASK_ASSIGNED' and entity_id = cast(? as uuid)",
                person.id(),
                id);
    }
}
