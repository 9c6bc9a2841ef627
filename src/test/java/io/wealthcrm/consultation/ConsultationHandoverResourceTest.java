package io.wealthcrm.consultation;

import static io.wealthcrm.consultation.Questions.PATH;
import static io.wealthcrm.consultation.Questions.claim;
import static io.wealthcrm.consultation.Questions.handOver;
import static io.wealthcrm.consultation.Questions.room;
import static io.wealthcrm.consultation.Questions.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who has a question when it goes into other hands. */
@OnSharedService
class ConsultationHandoverResourceTest {
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
    void who_gets_it_handed_over_sees_all_of_it_and_who_had_it_no_more() {
        ValidatableResponse asked = questions.ask("想了解一下").statusCode(201);
        String id = asked.extract().path("id");
        UUID room = room(asked);
        ChatApp before = ChatApp.of(advisor);
        before.say(room, "请稍等");
        Person expert = firm.office(Role.OPERATIONS);
        Person stranger = firm.advisorIn(firm.otherTeam);
        handOver(duty, id, expert.id()).statusCode(404);
        handOver(advisor, id, customer.id()).statusCode(422).body("code", equalTo("UNKNOWN_ANSWERER"));
        handOver(advisor, id, UUID.randomUUID()).statusCode(422);
        handOver(expert, id, expert.id()).statusCode(403);
        view(stranger, id).statusCode(404);
        view(customer, id).body("assigneeId", equalTo(advisor.id().toString()));

        handOver(advisor, id, expert.id()).statusCode(204);
        view(expert, id).body("assigneeId", equalTo(expert.id().toString()));
        assertThat(ChatApp.of(expert).seqs(room)).contains(1L, 2L, 3L);
        before.await("member");
        advisor.request().get("/api/v1/conversations/" + room).then().statusCode(404);
        assertThat(before.say(room, "我还在").path("code").asText()).isEqualTo("FORBIDDEN");
        advisor.request().get(PATH + "/" + id + "/messages").then().body("items", hasSize(3));
        handOver(lead, id, null).statusCode(204);
        view(lead, id).body("state", equalTo("QUEUED"));
        claim(duty, id).statusCode(200);
    }

    @Test
    void who_answered_and_gave_it_to_the_queue_does_not_get_it_back() {
        ValidatableResponse asked = questions.ask("想了解一下").statusCode(201);
        String id = asked.extract().path("id");
        ChatApp.of(advisor).say(room(asked), "请稍等，转给同事");
        handOver(advisor, id, null).statusCode(204);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> view(lead, id).extract().path("answeredAt") != null);
        view(lead, id).body("state", equalTo("QUEUED")).body("assigneeId", nullValue());
        claim(duty, id).statusCode(200);
    }

    @Test
    void what_was_asked_by_an_account_merged_since_is_not_its_answer() {
        ValidatableResponse asked = questions.ask("我有两份档案").statusCode(201);
        String id = asked.extract().path("id");
        Person kept = firm.appOf(advisor, "咨询客户");
        String survivor = firm.one("select customer_id from users where id = ?", kept.id());
        firm.office(Role.OPERATIONS)
                .once()
                .body(Map.of("survivorId", survivor, "mergedId", questions.file()))
                .post("/api/v1/customers/merges")
                .then()
                .statusCode(201);

        ChatApp.of(advisor).say(room(asked), "好的，已合并");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> view(kept, id).extract().path("answeredAt") != null);

        assertThat(firm.one(
                        "select sender_id from messages m join consultations k on k.conversation_id = m.conversation_id and k.answered_at = m.at"
                                + " where k.id = ?",
                        UUID.fromString(id)))
                .isEqualTo(advisor.id().toString());
    }

    @Test
    void it_follows_the_customer_to_the_new_advisor() {
        ValidatableResponse asked = questions.ask("在吗").statusCode(201);
        String id = asked.extract().path("id");
        Person next = firm.advisor();
        transfer(lead, next);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> view(next, id).extract().statusCode() == 200
                        && next.id().toString().equals(view(next, id).extract().path("assigneeId")));
        await().atMost(Duration.ofSeconds(5))
                .until(() -> view(advisor, id).extract().statusCode() == 404);
        assertThat(ChatApp.of(next).seqs(room(asked))).contains(1L);
    }

    @Test
    void a_closed_one_follows_to_another_unit_and_only_who_serves_there_reads_on() {
        ValidatableResponse asked = questions.ask("之前的问题").statusCode(201);
        String id = asked.extract().path("id");
        handOver(advisor, id, lead.id()).statusCode(204);
        lead.once().post(PATH + "/" + id + "/closure").then().statusCode(200);
        Person next = firm.advisorIn(firm.teamB);
        Person newLead = firm.person(firm.teamB, Role.TEAM_LEAD);
        transfer(firm.person(firm.branch, Role.BRANCH_MANAGER), next);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> view(newLead, id).extract().statusCode() == 200);
        String room = "/api/v1/conversations/" + room(asked);
        for (Person before : List.of(lead, advisor)) {
            view(before, id).statusCode(404);
            before.request().get(PATH + "/" + id + "/messages").then().statusCode(404);
            before.request().get(room).then().statusCode(404);
        }
        next.request().get(room).then().statusCode(200);
        customer.request().get(room).then().statusCode(200);
    }

    @Test
    void it_is_handed_over_to_nobody_beyond_its_unit() {
        String id = questions.ask("请转给同事").statusCode(201).extract().path("id");
        for (Person beyond : List.of(
                firm.advisorIn(firm.teamB),
                firm.advisorIn(firm.otherTeam),
                firm.person(firm.otherBranch, Role.BRANCH_MANAGER),
                firm.person(firm.otherBranch, Role.OPERATIONS))) {
            handOver(advisor, id, beyond.id()).statusCode(422).body("code", equalTo("UNKNOWN_ANSWERER"));
            view(beyond, id).statusCode(beyond.username().startsWith("operations") ? 200 : 404);
        }
        view(customer, id).body("assigneeId", equalTo(advisor.id().toString()));
        handOver(advisor, id, firm.person(firm.branch, Role.BRANCH_MANAGER).id())
                .statusCode(204);
    }

    private void transfer(Person by, Person to) {
        by.once()
                .body(Map.of("advisorId", to.id(), "reason", "调岗"))
                .post("/api/v1/customers/" + questions.file() + "/transfer")
                .then()
                .statusCode(200);
    }
}
