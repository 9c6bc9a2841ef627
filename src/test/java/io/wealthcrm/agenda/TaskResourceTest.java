package io.wealthcrm.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.wealthcrm.testing.Service;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TaskResourceTest extends TaskCase {
    TaskResourceTest(Service service) {
        super(service);
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
}
