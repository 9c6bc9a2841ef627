package io.wealthcrm.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Follow-up plans, and the tasks they become. */
class FollowUpPlanResourceTest extends TaskCase {
    private static final String PLANS = "/api/v1/agenda/plans";
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final LocalDate START = LocalDate.now(SHANGHAI).plusDays(10);

    FollowUpPlanResourceTest(Service service) {
        super(service);
    }

    @Test
    void its_steps_become_the_advisors_tasks_and_with_the_last_it_is_done() {
        String plan = plan(lead);
        String run = begin(lead, plan)
                .statusCode(201)
                .body("planName", equalTo("新客三步"))
                .body("steps", equalTo(2))
                .body("state", equalTo("RUNNING"))
                .extract()
                .path("id");
        List<String> tasks = list(advisor, "")
                .body("items.title", contains("致电问候", "上门拜访"))
                .body("items.origin", contains("PLAN", "PLAN"))
                .body("items.refId", contains(run, run))
                .body("items.dueAt", contains(closingOn(START), closingOn(START.plusDays(7))))
                .body("items[1].priority", equalTo("HIGH"))
                .extract()
                .path("items.id");
        assertThat(firm.one(
                        "select count(*) from notifications where person_id = ? and kind = 'TASK_ASSIGNED'",
                        advisor.id()))
                .isEqualTo("1");
        advisor.request()
                .get("/api/v1/customers/" + customer + "/timeline")
                .then()
                .body("items[0].kind", equalTo("PLAN_BEGUN"))
                .body("items[0].summary", equalTo("新客三步"));
        step(advisor, tasks.get(0), "completion", Map.of()).statusCode(200);
        run(run).body("state", equalTo("RUNNING")).body("done", equalTo(1));
        step(advisor, tasks.get(1), "cancellation", Map.of()).statusCode(200);
        run(run).body("state", equalTo("DONE")).body("done", equalTo(1));
        begin(advisor, plan).statusCode(201);
    }

    @Test
    void begun_by_many_at_once_it_is_under_way_once_and_ended_by_two_at_once_it_ends() throws Exception {
        String plan = plan(lead);
        List<Integer> begun = atOnce(
                () -> begin(advisor, plan).extract().statusCode(),
                () -> begin(lead, plan).extract().statusCode());
        assertThat(begun).containsExactlyInAnyOrder(201, 409);
        List<String> tasks =
                list(advisor, "").body("items", hasSize(2)).extract().path("items.id");
        assertThat(atOnce(
                        () -> step(advisor, tasks.get(0), "completion", Map.of())
                                .extract()
                                .statusCode(),
                        () -> step(advisor, tasks.get(1), "completion", Map.of())
                                .extract()
                                .statusCode()))
                .containsExactly(200, 200);
        assertThat(firm.one("select state from follow_up_runs where customer_id = ?", customer))
                .isEqualTo("DONE");
    }

    @Test
    void cancelled_it_takes_its_open_tasks_along_and_leaves_what_was_done() {
        String plan = plan(lead);
        String run = begin(advisor, plan).statusCode(201).extract().path("id");
        String first = list(advisor, "").extract().path("items[0].id");
        step(advisor, first, "completion", Map.of()).statusCode(200);
        String done = row(first);
        cancel(advisor, run).statusCode(200).body("state", equalTo("CANCELLED")).body("reason", equalTo("客户出国"));
        list(advisor, "").body("items", hasSize(0));
        list(advisor, "?state=CANCELLED").body("items.outcome", contains("客户出国"));
        assertThat(row(first)).isEqualTo(done);
        cancel(advisor, run).statusCode(409).body("code", equalTo("PLAN_ENDED"));
    }

    @Test
    void its_open_tasks_go_with_the_customer() {
        begin(advisor, plan(lead)).statusCode(201);
        Person heir = firm.advisor();
        lead.once()
                .body(Map.of("advisorId", heir.id()))
                .post("/api/v1/customers/" + customer + "/transfer")
                .then()
                .statusCode(200);
        await().atMost(SOON)
                .until(() -> list(heir, "").extract().<List<?>>path("items").size() == 2);
    }

    @Test
    void a_plan_is_for_the_people_of_its_unit_and_below_until_it_is_retired() {
        String teams = plan(lead);
        String firms = plan(firm.office(Role.OPERATIONS));
        Person stranger = firm.person(firm.teamB, Role.TEAM_LEAD);
        get(advisor, "").body("items.id", hasItem(teams)).body("items.id", hasItem(firms));
        get(stranger, "").body("items.id", not(hasItem(teams))).body("items.id", hasItem(firms));
        stranger.request().get(PLANS + "/" + teams).then().statusCode(404);
        retire(stranger, teams).statusCode(404);
        retire(stranger, firms).statusCode(403);
        UUID theirs = firm.customerOf(stranger, "乙组客户");
        begin(stranger, theirs, teams).statusCode(404);
        begin(stranger, customer, firms).statusCode(404);
        String running = begin(advisor, teams).statusCode(201).extract().path("id");
        stranger.request()
                .get("/api/v1/customers/" + customer + "/plans/" + running)
                .then()
                .statusCode(404);
        advisor.request().get("/api/v1/customers/" + customer + "/plans").then().body("items.id", contains(running));
        retire(lead, teams).statusCode(200).body("active", equalTo(false));
        get(advisor, "").body("items.id", not(hasItem(teams)));
        begin(lead, firm.customerOf(advisor, "第二位"), teams).statusCode(409).body("code", equalTo("PLAN_RETIRED"));
        run(running).body("state", equalTo("RUNNING"));
    }

    @Test
    void what_makes_no_sense_is_refused_and_opens_nothing() {
        Map<String, Object> step = Map.of("afterDays", 0, "title", "致电", "priority", "LOW");
        for (Map<String, Object> bad : List.<Map<String, Object>>of(
                Map.of("name", "空", "steps", List.of()),
                Map.of("name", " ", "steps", List.of(step)),
                Map.of("name", "早", "steps", List.of(with(step, "afterDays", -1))),
                Map.of("name", "缺", "steps", List.of(Map.of("title", "致电"))))) {
            lead.once().body(bad).post(PLANS).then().statusCode(400);
        }
        String plan = plan(lead);
        for (LocalDate day : List.of(START.minusDays(20), START.plusDays(400))) {
            advisor.once()
                    .body(Map.of("planId", plan, "startsOn", day.toString()))
                    .post("/api/v1/customers/" + customer + "/plans")
                    .then()
                    .statusCode(400);
        }
        begin(advisor, UUID.randomUUID().toString()).statusCode(404);
        assertThat(firm.one("select count(*) from follow_up_runs where customer_id = ?", customer))
                .isEqualTo("0");
        assertThat(firm.one("select count(*) from tasks where customer_id = ?", customer))
                .isEqualTo("0");
    }

    private String plan(Person by) {
        return by.once()
                .body(Map.of(
                        "name",
                        "新客三步",
                        "steps",
                        List.of(
                                Map.of("afterDays", 7, "title", "上门拜访", "priority", "HIGH"),
                                Map.of("afterDays", 0, "title", "致电问候", "priority", "NORMAL", "note", "自我介绍"))))
                .post(PLANS)
                .then()
                .statusCode(201)
                .body("steps.afterDays", contains(0, 7))
                .extract()
                .path("id");
    }

    private ValidatableResponse begin(Person by, String plan) {
        return begin(by, customer, plan);
    }

    private static ValidatableResponse begin(Person by, UUID customer, Object plan) {
        return by.once()
                .body(Map.of("planId", plan, "startsOn", START.toString()))
                .post("/api/v1/customers/" + customer + "/plans")
                .then();
    }

    private ValidatableResponse cancel(Person by, String run) {
        return by.once()
                .body(Map.of("reason", "客户出国"))
                .post("/api/v1/customers/" + customer + "/plans/" + run + "/cancellation")
                .then();
    }

    @CanIgnoreReturnValue
    private ValidatableResponse run(String id) {
        return advisor.request()
                .get("/api/v1/customers/" + customer + "/plans/" + id)
                .then()
                .statusCode(200);
    }

    @CanIgnoreReturnValue
    private static ValidatableResponse get(Person by, String path) {
        return by.request().get(PLANS + path).then().statusCode(200);
    }

    private static ValidatableResponse retire(Person by, String plan) {
        return by.once().post(PLANS + "/" + plan + "/retirement").then();
    }

    private static String closingOn(LocalDate day) {
        return day.atTime(LocalTime.of(18, 0)).atZone(SHANGHAI).toInstant().toString();
    }

    private static List<Integer> atOnce(Callable<Integer> one, Callable<Integer> other) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> both =
                    Stream.of(one, other).map(threads::submit).toList();
            return List.of(both.get(0).get(), both.get(1).get());
        } finally {
            threads.shutdown();
        }
    }
}
