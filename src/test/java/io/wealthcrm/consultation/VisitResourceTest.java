package io.wealthcrm.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
                .body("items", hasSize(1));
        firm.advisor().request().get(PATH + "/" + one.path("id")).then().statusCode(404);
        assertThat(firm.one("select count(*) from sessions s join consultations k on k.asker_id = s.user_id"))
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
