package io.wealthcrm.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
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
import org.junit.jupiter.api.Test;

@OnSharedService
class VisitResourceTest {
    private static final String PATH = "/api/v1/consultations";

    private final Service service;
    private final Visitors visitors;

    VisitResourceTest(Service service) {
        this.service = service;
        visitors = new Visitors(service);
    }

    @Test
    void a_visitor_asks_is_answered_and_rates_without_an_account() {
        Person duty = Firm.on(service).office(Role.OPERATIONS);
        duty.request()
                .body(Map.of("onDuty", true))
                .put(PATH + "/availability")
                .then()
                .statusCode(200);
        var opened = visitors.with("x")
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
        visitors.with(token)
                .get(visit + "/messages")
                .then()
                .statusCode(200)
                .body("items.seq", contains(1, 2, 3))
                .body("items.body.text", hasItem("您好，请问想了解哪方面？"));
        UUID cid = UUID.randomUUID();
        for (boolean again : List.of(false, true)) {
            visitors.with(token)
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
        visitors.with(token).post(visit + "/closure").then().statusCode(204);
        visitors.with(token)
                .body(Map.of("cid", UUID.randomUUID(), "text", "喂"))
                .post(visit + "/messages")
                .then()
                .statusCode(403);
        visitors.with(token)
                .body(Map.of("stars", 4))
                .post(visit + "/rating")
                .then()
                .statusCode(204);
        visitors.with(token)
                .body(Map.of("stars", 4))
                .post(visit + "/rating")
                .then()
                .statusCode(409);
        visitors.with(token).get(visit).then().body("state", equalTo("CLOSED")).body("rated", equalTo(true));
    }

    @Test
    void a_token_is_good_for_its_conversation_only_and_for_a_time() {
        Firm firm = Firm.on(service);
        var one = visitors.with("x")
                .body(Map.of("name", "甲", "question", "问"))
                .post(PATH + "/visits")
                .then()
                .extract();
        var other = visitors.with("x")
                .body(Map.of("name", "乙", "question", "问"))
                .post(PATH + "/visits")
                .then()
                .extract();
        String token = one.path("token");
        String visit = PATH + "/visits/" + one.path("id");
        for (String wrong : List.of(other.<String>path("token"), "", "x")) {
            visitors.with(wrong).get(visit + "/messages").then().statusCode(404);
            visitors.with(wrong)
                    .body(Map.of("cid", UUID.randomUUID(), "text", "嘿"))
                    .post(visit + "/messages")
                    .then()
                    .statusCode(404);
            visitors.with(wrong).post(visit + "/closure").then().statusCode(404);
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
        visitors.with(token).get(visit + "/messages").then().statusCode(404);
        visitors.with(token)
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
    void operations_move_on_what_somebody_else_took() {
        Firm firm = Firm.on(service);
        Person taker = firm.office(Role.OPERATIONS);
        Person colleague = firm.office(Role.OPERATIONS);
        String path = PATH + "/" + visitors.open().path("id");
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
        UUID id = UUID.fromString(visitors.open().path("id"));
        firm.execute("update consultations set visit_until = now() - interval '1 second' where id = ?", id);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> "CLOSED".equals(firm.one("select state from consultations where id = ?", id)));
        assertThat(firm.one(
                        "select count(*) from consultation_moves where consultation_id = ? and kind = 'CLOSED'", id))
                .isEqualTo("1");
    }

    private static ValidatableResponse handOver(Person by, String path, Person to) {
        return by.once()
                .body(Map.of("userId", to.id()))
                .post(path + "/handover")
                .then();
    }
}
