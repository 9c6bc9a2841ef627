package io.wealthcrm.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@OnSharedService
class VisitResourceTest {
    private static final String PATH = "/api/v1/consultations";

    private final Service service;

    VisitResourceTest(Service service) {
        this.service = service;
    }

    @Test
    void a_visitor_asks_is_answered_and_rates_without_an_account() {
        Person duty = Firm.on(service).office(Role.OPERATIONS);
        duty.request()
                .body(Map.of("onDuty", true))
                .put(PATH + "/availability")
                .then()
                .statusCode(200);
        var opened = stranger("x")
                .body(Map.of("name", "访客小王", "question", "你们公司有哪些业务？"))
                .post(PATH + "/visits")
                .then()
                .statusCode(201)
                .extract();
        String id = opened.path("id");
        String token = opened.path("token");
        String room = duty.once()
                .post(PATH + "/" + id + "/claim")
                .then()
                .statusCode(200)
                .body("askerName", equalTo("访客小王"))
                .extract()
                .path("conversationId");
        ChatApp app = ChatApp.of(duty);
        app.say(UUID.fromString(room), "您好，请问想了解哪方面？");
        String visit = PATH + "/visits/" + id;
        stranger(token)
                .get(visit + "/messages")
                .then()
                .statusCode(200)
                .body("items.seq", contains(1, 2, 3))
                .body("items.body.text", hasItem("您好，请问想了解哪方面？"));
        UUID cid = UUID.randomUUID();
        for (boolean again : List.of(false, true)) {
            stranger(token)
                    .body(Map.of("cid", cid, "text", "固收类"))
                    .post(visit + "/messages")
                    .then()
                    .statusCode(200)
                    .body("seq", equalTo(4))
                    .body("dup", equalTo(again));
        }
        assertThat(app.awaitMessage(UUID.fromString(room), 4)
                        .path("d")
                        .path("body")
                        .path("text")
                        .asText())
                .isEqualTo("固收类");
        stranger(token).post(visit + "/closure").then().statusCode(204);
        stranger(token)
                .body(Map.of("cid", UUID.randomUUID(), "text", "喂"))
                .post(visit + "/messages")
                .then()
                .statusCode(403);
        stranger(token).body(Map.of("stars", 4)).post(visit + "/rating").then().statusCode(204);
        stranger(token).body(Map.of("stars", 4)).post(visit + "/rating").then().statusCode(409);
        stranger(token).get(visit).then().body("state", equalTo("CLOSED")).body("rated", equalTo(true));
    }

    @Test
    void a_token_is_good_for_its_conversation_only_and_for_a_time() {
        Firm firm = Firm.on(service);
        var one = stranger("x")
                .body(Map.of("name", "甲", "question", "问"))
                .post(PATH + "/visits")
                .then()
                .extract();
        var other = stranger("x")
                .body(Map.of("name", "乙", "question", "问"))
                .post(PATH + "/visits")
                .then()
                .extract();
        String token = one.path("token");
        String visit = PATH + "/visits/" + one.path("id");
        for (String wrong : List.of(other.<String>path("token"), "", "x")) {
            stranger(wrong).get(visit + "/messages").then().statusCode(404);
            stranger(wrong)
                    .body(Map.of("cid", UUID.randomUUID(), "text", "嘿"))
                    .post(visit + "/messages")
                    .then()
                    .statusCode(404);
            stranger(wrong).post(visit + "/closure").then().statusCode(404);
        }
        RestAssured.given()
                .port(service.port())
                .auth()
                .oauth2(token)
                .get("/api/v1/conversations")
                .then()
                .statusCode(401);
        firm.execute(
                "update consultations set visit_until = now() - interval '1 second' where id = ?",
                UUID.fromString(one.path("id")));
        stranger(token).get(visit + "/messages").then().statusCode(404);
        stranger(token)
                .body(Map.of("cid", UUID.randomUUID(), "text", "嘿"))
                .post(visit + "/messages")
                .then()
                .statusCode(404);
        Person compliance = firm.office(Role.COMPLIANCE);
        compliance
                .request()
                .get(PATH + "/" + one.path("id") + "/messages")
                .then()
                .body("items[0].body.text", equalTo("问"));
        firm.advisor().request().get(PATH + "/" + one.path("id")).then().statusCode(404);
        assertThat(
                        firm.one(
                                "select count(*) from sessions s join consultations k on k.asker_id = s.user_id where k.customer_id is null"))
                .isEqualTo("0");
    }

    @Test
    void an_address_that_asks_too_often_is_refused() throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            statuses.add(ask("127.0.0.77"));
        }
        assertThat(statuses.subList(0, 20)).containsOnly(201);
        assertThat(statuses.get(20)).isEqualTo(429);
        assertThat(ask("127.0.0.78")).isEqualTo(201);
    }

    @Test
    void many_at_once_do_not_pass_the_limits_either() throws Exception {
        List<Integer> opened = atOnce(60, i -> ask("127.0.0.79"));
        assertThat(opened).containsOnly(201, 429);
        assertThat(opened.stream().filter(status -> status == 201)).hasSize(20);

        var visit = visit();
        String messages = PATH + "/visits/" + visit.path("id") + "/messages";
        String token = visit.path("token");
        List<Integer> said = atOnce(60, i -> stranger(token)
                .body(Map.of("cid", UUID.randomUUID(), "text", "第" + i))
                .post(messages)
                .statusCode());
        assertThat(said).containsOnly(200, 429);
        // One more comes free every three seconds.
        assertThat(said.stream().filter(status -> status == 200).count()).isBetween(20L, 24L);
    }

    @Test
    void operations_move_on_what_somebody_else_took() {
        Firm firm = Firm.on(service);
        Person taker = firm.office(Role.OPERATIONS);
        Person colleague = firm.office(Role.OPERATIONS);
        String path = PATH + "/" + visit().path("id");
        taker.request()
                .body(Map.of("onDuty", true))
                .put(PATH + "/availability")
                .then()
                .statusCode(200);
        taker.once().post(path + "/claim").then().statusCode(200);
        handOver(colleague, path, firm.advisor()).statusCode(422);
        handOver(colleague, path, colleague).statusCode(204);
        taker.once().post(path + "/closure").then().statusCode(200).body("state", equalTo("CLOSED"));
    }

    @Test
    void what_waits_when_the_visitor_can_come_back_no_more_is_closed() {
        Firm firm = Firm.on(service);
        UUID id = UUID.fromString(visit().path("id"));
        firm.execute("update consultations set visit_until = now() - interval '1 second' where id = ?", id);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> "CLOSED".equals(firm.one("select state from consultations where id = ?", id)));
        assertThat(firm.one(
                        "select count(*) from consultation_moves where consultation_id = ? and kind = 'CLOSED'", id))
                .isEqualTo("1");
    }

    private ExtractableResponse<Response> visit() {
        return stranger("x")
                .body(Map.of("name", "访客", "question", "问"))
                .post(PATH + "/visits")
                .then()
                .statusCode(201)
                .extract();
    }

    private static ValidatableResponse handOver(Person by, String path, Person to) {
        return by.once()
                .body(Map.of("userId", to.id()))
                .post(path + "/handover")
                .then();
    }

    private interface Call {
        int status(int number) throws Exception;
    }

    private static List<Integer> atOnce(int calls, Call call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls);
        try {
            List<Callable<Integer>> all = IntStream.range(0, calls)
                    .<Callable<Integer>>mapToObj(i -> () -> call.status(i))
                    .toList();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answered : threads.invokeAll(all)) {
                statuses.add(answered.get());
            }
            return statuses;
        } finally {
            threads.shutdownNow();
        }
    }

    /** From an address of the loopback of the test's own. */
    private int ask(String from) throws IOException {
        byte[] body = "{\"name\":\"访客\",\"question\":\"问\"}".getBytes(StandardCharsets.UTF_8);
        String head =
                "POST %s/visits HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
                        .formatted(PATH, body.length);
        try (Socket socket =
                new Socket(InetAddress.getByName("127.0.0.1"), service.port(), InetAddress.getByName(from), 0)) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.substring(9, 12));
        }
    }

    private RequestSpecification stranger(String token) {
        return RestAssured.given()
                .port(service.port())
                .contentType(ContentType.JSON)
                .header("Visit-Token", token);
    }
}
