package io.wealthcrm.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Work that comes of being in touch with customers, and goes with them. */
class FollowUpResourceTest extends TaskCase {
    FollowUpResourceTest(Service service) {
        super(service);
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

    private String state(String id) {
        return firm.one("select state from tasks where id = cast(? as uuid)", id);
    }
}
