package io.wealthcrm.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ComplaintResourceTest extends ComplaintCase {
    ComplaintResourceTest(Service service) {
        super(service);
    }

    @Test
    void it_is_opened_assigned_answered_and_closed_and_the_timeline_tells_it() {
        ValidatableResponse opened = open(advisor, complaint())
                .statusCode(201)
                .body("number", matchesPattern("C-20\\d\\d-\\d{6}"))
                .body("state", equalTo("OPEN"))
                .body("severity", equalTo(3))
                .body("channel", equalTo("PHONE"))
                .body("level", equalTo(0))
                .body("overdue", equalTo(false))
                .body("firstDueAt", notNullValue())
                .body("dueAt", notNullValue());
        String id = opened.extract().path("id");
        assertThat(told(lead, id)).isEqualTo(1);
        assertThat(told(advisor, id)).as("who opened it").isZero();

        assign(lead, id, advisor).statusCode(200).body("assigneeName", equalTo(advisor.username()));
        assertThat(told(advisor, id)).isEqualTo(1);
        answer(lead, id).statusCode(403).body("code", equalTo("NOT_THE_ASSIGNEE"));
        answer(advisor, id).statusCode(200).body("state", equalTo("ANSWERED")).body("rootCause", equalTo("排班不足"));
        close(advisor, id).statusCode(403).body("code", equalTo("ANSWERER_MAY_NOT_CLOSE"));
        close(lead, id).statusCode(200).body("state", equalTo("CLOSED")).body("closedAt", notNullValue());
        close(lead, id).statusCode(409).body("code", equalTo("COMPLAINT_STATE")).body("current", equalTo("CLOSED"));

        lead.request()
                .get(PATH + "/" + id + "/moves")
                .then()
                .statusCode(200)
                .body("items.kind", contains("OPENED", "ASSIGNED", "ANSWERED", "CLOSED"))
                .body("items.by", contains(ids(advisor, lead, advisor, lead)));
        advisor.request()
                .get("/api/v1/customers/" + customer + "/timeline?group=SERVICE")
                .then()
                .body("items.kind", contains("COMPLAINT_CLOSED", "COMPLAINT_ANSWERED", "COMPLAINT_OPENED"))
                .body("items.summary", hasItem("电话无人接听"))
                .body("items.refId", hasItem(id));
        assertThat(firm.one("select count(*) from open_complaints where customer_id = ?", customer))
                .isEqualTo("0");
    }

    @Test
    void a_customer_opens_the_own_reads_the_answer_reopens_closes_and_rates_it_once() {
        Person app = firm.appOf(advisor, "自助客户");
        UUID own = UUID.fromString(app.request().get("/api/v1/me").path("customerId"));
        Map<String, Object> input = complaint();
        input.putAll(Map.of("severity", 1, "channel", "REGULATOR", "aboutUserId", advisor.id()));
        String id = open(app, own, input)
                .statusCode(201)
                .body("channel", equalTo("APP"))
                .body("severity", nullValue())
                .body("level", nullValue())
                .extract()
                .path("id");
        open(app, customer, complaint()).statusCode(404);
        assertThat(told(advisor, id)).as("whom it is about").isZero();
        assertThat(told(lead, id)).isEqualTo(1);
        view(lead, id).body("severity", equalTo(3));

        assign(lead, id, lead).statusCode(200);
        answer(lead, id).statusCode(200);
        assertThat(told(app, id)).isEqualTo(1);
        view(app, id).body("rootCause", nullValue()).body("state", equalTo("ANSWERED"));
        app.request().get(PATH + "/" + id + "/moves").then().statusCode(403);
        act(app, id, "reopening", Map.of("reason", "没有解决"))
                .statusCode(200)
                .body("state", equalTo("ASSIGNED"))
                .body("version", equalTo(3));
        act(app, id, "rating", Map.of("stars", 5)).statusCode(409).body("code", equalTo("COMPLAINT_STATE"));
        answer(lead, id).statusCode(200);
        app.request()
                .get(PATH + "/" + id + "/answers")
                .then()
                .body("items", hasSize(2))
                .body("items.text", hasItem("已回电并致歉"));
        close(app, id).statusCode(200);
        act(app, id, "rating", Map.of("stars", 4, "note", "还可以"))
                .statusCode(200)
                .body("rating", equalTo(4));
        act(app, id, "rating", Map.of("stars", 1)).statusCode(409).body("code", equalTo("COMPLAINT_RATED"));
        app.request().get(PATH).then().body("items.id", contains(id));
        Person stranger = firm.appOf(advisor, "另一位客户");
        view(stranger, id).statusCode(404);
        stranger.request().get(PATH).then().body("items", hasSize(0));
    }

    @Test
    void what_it_is_about_exists_and_belongs_to_the_customer() {
        for (String member : List.of("orderId", "productId", "aboutUserId")) {
            Map<String, Object> input = complaint();
            input.put(member, UUID.randomUUID());
            open(advisor, input).statusCode(422).body("code", equalTo("UNKNOWN_SUBJECT"));
        }
        Map<String, Object> grave = complaint();
        grave.put("severity", 5);
        open(advisor, grave).statusCode(400).body("errors[0].pointer", equalTo("/severity"));
        assertThat(firm.one("select count(*) from complaints where customer_id = ?", customer))
                .isEqualTo("0");
    }

    @Test
    void leads_class_it_anew_and_its_times_follow() {
        String id = opened(complaint());
        Instant before = Instant.parse(view(lead, id).extract().path("dueAt"));
        patch(lead, id, "0", Map.of("severity", 4, "aboutUserId", advisor.id()))
                .statusCode(200)
                .body("severity", equalTo(4))
                .body("aboutUserName", equalTo(advisor.username()))
                .body("version", equalTo(1));
        assertThat(Instant.parse(view(lead, id).extract().path("dueAt"))).isAfter(before);
        String row = row(id);
        patch(lead, id, "0", Map.of("severity", 1)).statusCode(412);
        patch(lead, id, "1", Map.of("text", "改写")).statusCode(400);
        patch(lead, id, "1", Map.of("orderId", UUID.randomUUID())).statusCode(422);
        patch(firm.person(firm.teamB, Role.TEAM_LEAD), id, "1", Map.of("severity", 1))
                .statusCode(404);
        assertThat(row(id)).isEqualTo(row);
    }

    @Test
    void an_answered_complaint_has_a_cause_and_keeps_it() {
        String id = opened(complaint());
        assign(advisor, id, advisor).statusCode(200);
        String assigned = row(id);
        for (Map<String, Object> without : List.<Map<String, Object>>of(
                Map.of("text", "已回电"),
                Map.of("text", "已回电", "rootCause", "  "),
                Map.of("text", " ", "rootCause", "排班"))) {
            act(advisor, id, "answers", without).statusCode(400);
        }
        assertThat(row(id)).isEqualTo(assigned);
        answer(advisor, id).statusCode(200);
        String answered = row(id);
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("rootCause", null);
        patch(lead, id, "2", nothing).statusCode(400).body("errors[0].pointer", equalTo("/rootCause"));
        assertThat(row(id)).isEqualTo(answered);
    }
}
