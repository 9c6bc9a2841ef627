package io.wealthcrm.consultation;

import static io.wealthcrm.consultation.Visitors.VISITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How a visitor's browser hears of an answer as it is given. */
@OnSharedService
class VisitWaitResourceTest {
    private final Service service;
    private final Visitors visitors;
    private final String id;
    private final String token;

    VisitWaitResourceTest(Service service) {
        this.service = service;
        visitors = new Visitors(service);
        var opened = visitors.open();
        id = opened.path("id");
        token = opened.path("token");
    }

    @Test
    void who_waits_has_the_answer_as_it_is_said() throws Exception {
        Person duty = Firm.on(service).office(Role.OPERATIONS);
        duty.request().body(Map.of("onDuty", true)).put("/api/v1/consultations/availability");
        String room = duty.once()
                .post("/api/v1/consultations/" + id + "/claim")
                .then()
                .statusCode(200)
                .extract()
                .path("conversationId");
        ChatApp app = ChatApp.of(duty);
        for (long seq = 2; seq < 5; seq++) {
            long after = seq;
            CompletableFuture<Response> waits = CompletableFuture.supplyAsync(() -> messages(after, 25));
            await().atMost(Duration.ofSeconds(5)).until(this::somebodyWaits);
            app.say(UUID.fromString(room), "第" + seq);
            Response answer = waits.get(5, TimeUnit.SECONDS);
            assertThat(answer.<List<Integer>>path("items.seq")).containsExactly((int) seq + 1);
        }
    }

    @Test
    void without_an_answer_the_wait_ends_empty() {
        long began = System.nanoTime();
        assertThat(messages(1, 1).<List<Object>>path("items")).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(6));
        assertThat(messages(0, 25).<List<Integer>>path("items.seq")).containsExactly(1);
        assertThat(messages(1, 26).statusCode()).isEqualTo(400);
        visitors.with("x")
                .get(VISITS + "/" + id + "/messages?after=1&wait=25")
                .then()
                .statusCode(404);
    }

    @Test
    void the_end_of_the_question_ends_the_wait_and_later_ones_at_once() throws Exception {
        CompletableFuture<Response> waits = CompletableFuture.supplyAsync(() -> messages(1, 25));
        await().atMost(Duration.ofSeconds(5)).until(this::somebodyWaits);
        visitors.with(token).post(VISITS + "/" + id + "/closure").then().statusCode(204);
        assertThat(waits.get(5, TimeUnit.SECONDS).<String>path("items[0].body.event"))
                .isEqualTo("CONSULTATION_CLOSED");
        long began = System.nanoTime();
        assertThat(messages(2, 25).<List<Object>>path("items")).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }

    private Response messages(long after, int wait) {
        return visitors.with(token).get(VISITS + "/" + id + "/messages?after=" + after + "&wait=" + wait);
    }

    private boolean somebodyWaits() {
        String metrics =
                RestAssured.given().port(service.port()).get("/q/metrics").asString();
        return metrics.lines().anyMatch(line -> line.startsWith("wealth_consultation_waits") && !line.endsWith(" 0.0"));
    }
}
