package io.wealthcrm.consultation;

import static io.wealthcrm.consultation.Questions.PATH;
import static io.wealthcrm.consultation.Questions.available;
import static io.wealthcrm.consultation.Questions.claim;
import static io.wealthcrm.consultation.Questions.handOver;
import static io.wealthcrm.consultation.Questions.room;
import static io.wealthcrm.consultation.Questions.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnSharedService
class ConsultationResourceTest {
    private Questions questions;
    private Firm firm;
    private Person advisor;
    private Person customer;
    private Person duty;
    private Person lead;

    @BeforeEach
    void people(Service service) {
        questions = Questions.on(service);
        firm = questions.firm();
        advisor = questions.advisor();
        customer = questions.customer();
        duty = questions.duty();
        lead = questions.lead();
    }

    @Test
    void a_question_goes_to_the_own_advisor_and_waits_until_the_first_answer() {
        ValidatableResponse asked = questions
                .ask("这款产品何时到期？")
                .statusCode(201)
                .body("state", equalTo("ASSIGNED"))
                .body("assigneeId", equalTo(advisor.id().toString()))
                .body("answeredAt", nullValue());
        String id = asked.extract().path("id");
        UUID room = room(asked);
        assertThat(questions.told(advisor, id)).isEqualTo("1");
        assertThat(questions.told(duty, id)).isEqualTo("0");
        ChatApp app = ChatApp.of(advisor);
        assertThat(app.awaitMessage(room, 1).path("d").path("body").path("text").asText())
                .isEqualTo("这款产品何时到期？");
        app.say(room, "下个月十五号");
        await().atMost(Duration.ofSeconds(5))
                .until(() -> view(customer, id).extract().path("answeredAt") != null);
        view(customer, id).body("waitSeconds", greaterThanOrEqualTo(0)).body("dueAt", nullValue());
        view(lead, id).statusCode(200);
        lead.request().get(PATH + "/" + id + "/moves").then().body("items.kind", contains("ASKED", "ANSWERED"));
        questions
                .ask("还有一个问题")
                .statusCode(409)
                .body("code", equalTo("CONSULTATION_OPEN_ALREADY"))
                .body("current", equalTo(id));
    }

    @Test
    void without_an_answer_in_time_it_goes_to_who_is_on_duty_and_the_advisor_may_still_answer() {
        ValidatableResponse asked = questions.ask("在吗？").statusCode(201);
        String id = asked.extract().path("id");
        overdue(id);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> "QUEUED".equals(view(customer, id).extract().path("state")));
        assertThat(questions.told(duty, id)).isEqualTo("1");
        duty.request().get(PATH + "/queue").then().body("items.id", hasItem(id));
        ChatApp.of(advisor).say(room(asked), "抱歉，刚才在开会");
        await().atMost(Duration.ofSeconds(5))
                .until(() -> "ASSIGNED".equals(view(customer, id).extract().path("state")));
        view(customer, id).body("assigneeId", equalTo(advisor.id().toString()));
        claim(duty, id).statusCode(409).body("code", equalTo("CONSULTATION_TAKEN"));
    }

    @Test
    void while_the_advisor_is_away_it_waits_in_the_queue_and_one_of_many_gets_it() throws Exception {
        available(
                        advisor,
                        Map.of(
                                "onDuty",
                                false,
                                "awayUntil",
                                Instant.now().plusSeconds(3600).toString()))
                .statusCode(200);
        ValidatableResponse asked = questions.ask("有人吗？").statusCode(201).body("state", equalTo("QUEUED"));
        String id = asked.extract().path("id");
        List<Person> people = new ArrayList<>(List.of(duty));
        for (int i = 0; i < 4; i++) {
            Person more = firm.person(firm.branch, Role.BRANCH_MANAGER);
            available(more, Map.of("onDuty", true)).statusCode(200);
            people.add(more);
        }
        claim(advisor, id).statusCode(409).body("code", equalTo("NOT_ON_DUTY"));
        Person elsewhere = firm.advisorIn(firm.teamB);
        available(elsewhere, Map.of("onDuty", true)).statusCode(200);
        claim(elsewhere, id).statusCode(404);
        elsewhere.request().get(PATH + "/queue").then().body("items.id", not(hasItem(id)));
        assertThat(questions.told(elsewhere, id)).isEqualTo("0");

        ExecutorService threads = Executors.newFixedThreadPool(people.size());
        List<Future<Integer>> claims = people.stream()
                .map(person -> threads.submit(() -> claim(person, id).extract().statusCode()))
                .toList();
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> one : claims) {
            statuses.add(one.get());
        }
        threads.shutdown();
        assertThat(statuses).containsExactlyInAnyOrder(200, 409, 409, 409, 409);
        assertThat(firm.one("select count(*) from members where conversation_id = ? and left_at is null", room(asked)))
                .isEqualTo("2");
    }

    @Test
    void closed_it_is_read_only_and_rated_once() {
        ValidatableResponse asked = questions.ask("谢谢").statusCode(201);
        String id = asked.extract().path("id");
        UUID room = room(asked);
        ChatApp app = ChatApp.of(advisor);
        app.say(room, "不客气");
        rate(customer, id, 5).statusCode(409).body("code", equalTo("CONSULTATION_STILL_OPEN"));
        Person compliance = firm.office(Role.COMPLIANCE);
        compliance.once().post(PATH + "/" + id + "/closure").then().statusCode(403);
        firm.office(Role.OPERATIONS)
                .once()
                .post(PATH + "/" + id + "/closure")
                .then()
                .statusCode(403);
        advisor.once()
                .post(PATH + "/" + id + "/closure")
                .then()
                .statusCode(200)
                .body("state", equalTo("CLOSED"))
                .body("answeredAt", not(nullValue()));
        advisor.once().post(PATH + "/" + id + "/closure").then().statusCode(409);
        handOver(advisor, id, duty.id()).statusCode(409).body("code", equalTo("CONSULTATION_NOT_OPEN"));
        assertThat(app.say(room, "再见").path("code").asText()).isEqualTo("FORBIDDEN");
        rate(customer, id, 6).statusCode(400);
        rate(firm.appOf(advisor, "另一位"), id, 1).statusCode(404);
        rate(customer, id, 5).statusCode(200).body("rating", equalTo(5));
        rate(customer, id, 1).statusCode(409).body("code", equalTo("CONSULTATION_RATED"));
        view(lead, id).body("rating", equalTo(5));
        compliance
                .request()
                .get(PATH + "/" + id + "/messages")
                .then()
                .statusCode(200)
                .body("items", hasSize(3));
        compliance.request().get("/api/v1/conversations/" + room).then().statusCode(404);
        advisor.request()
                .get("/api/v1/customers/" + questions.file() + "/timeline")
                .then()
                .body("items.kind", hasItem("CONSULTATION_CLOSED"));
        questions.ask("又一个问题").statusCode(201);
    }

    @Test
    void cards_are_drawn_within_the_readers_sight() {
        ValidatableResponse asked = questions.ask("我的订单呢").statusCode(201);
        UUID file = questions.file();
        ChatApp.of(advisor)
                .post(room(asked), UUID.randomUUID(), "card", "{\"type\":\"CUSTOMER\",\"id\":\"%s\"}".formatted(file));
        lead.request()
                .get(PATH + "/" + asked.extract().path("id") + "/messages")
                .then()
                .body("items[1].card.title", equalTo("咨询客户"));
    }

    @Test
    void who_reads_it_without_being_in_it_is_written_down() {
        ValidatableResponse asked = questions.ask("这款产品保本吗？").statusCode(201);
        String path = PATH + "/" + asked.extract().path("id") + "/messages";
        Person compliance = firm.office(Role.COMPLIANCE);
        for (Person reader : List.of(customer, advisor, lead, compliance)) {
            reader.request().get(path).then().statusCode(200).body("items", hasSize(1));
        }
        duty.request().get(path).then().statusCode(404);
        for (Person outside : List.of(lead, compliance)) {
            assertThat(firm.one(
                            """
                            select action || ' ' || subject_kind || ' ' || detail from audit_log
                             where actor_id = ? and subject_id = ?""",
                            outside.id(),
                            room(asked)))
                    .isEqualTo("TRANSCRIPT_READ CONVERSATION {}");
        }
        assertThat(firm.one("select count(*) from audit_log where subject_id = ?", room(asked)))
                .isEqualTo("2");
    }

    @Test
    void nobody_is_away_for_longer_than_anybody_lives() {
        for (String until : List.of("+1000000000-12-31T23:59:59Z", "+294277-01-01T00:00:00Z", "0000-01-01T00:00:00Z")) {
            available(advisor, Map.of("onDuty", true, "awayUntil", until)).statusCode(400);
        }
        advisor.request().get(PATH + "/availability").then().body("onDuty", equalTo(false));
    }

    @Test
    void a_product_may_be_named_that_is_on_the_shelf() {
        customer.once()
                .body(Map.of("question", "这款呢", "productId", UUID.randomUUID()))
                .post(PATH)
                .then()
                .statusCode(404);
        UUID product = firm.product();
        customer.once()
                .body(Map.of("question", "这款呢", "productId", product))
                .post(PATH)
                .then()
                .statusCode(201)
                .body("productId", equalTo(product.toString()));
    }

    private static ValidatableResponse rate(Person by, String id, int stars) {
        return by.once()
                .body(Map.of("stars", stars))
                .post(PATH + "/" + id + "/rating")
                .then();
    }

    private void overdue(String id) {
        firm.execute(
                "update consultations set due_at = clock_timestamp() - interval '1 second' where id = ?",
                UUID.fromString(id));
    }
}
