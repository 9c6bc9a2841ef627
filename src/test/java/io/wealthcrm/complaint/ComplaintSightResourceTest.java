package io.wealthcrm.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Photo;
import io.wealthcrm.testing.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who sees complaints, in which order, and who does not. */
class ComplaintSightResourceTest extends ComplaintCase {
    ComplaintSightResourceTest(Service service) {
        super(service);
    }

    @Test
    void it_is_seen_with_the_customer_wherever_that_one_goes() {
        String id = opened(complaint());
        Person next = firm.advisor();
        Person elsewhere = firm.person(firm.teamB, Role.TEAM_LEAD);
        Person sibling = firm.advisor();
        for (Person blind : List.of(next, elsewhere, sibling, firm.advisorIn(firm.otherTeam))) {
            view(blind, id).statusCode(404);
            blind.request().get(PATH).then().statusCode(200).body("items.id", not(hasItem(id)));
            assign(blind, id, blind).statusCode(404);
        }
        for (Person seeing : List.of(
                advisor,
                lead,
                firm.person(firm.branch, Role.BRANCH_MANAGER),
                firm.office(Role.COMPLIANCE),
                firm.office(Role.EXECUTIVE))) {
            view(seeing, id).statusCode(200);
            seeing.request().get(PATH + "?customerId=" + customer).then().body("items.id", contains(id));
        }
        lead.once()
                .body(Map.of("advisorId", next.id(), "reason", "换人"))
                .post("/api/v1/customers/" + customer + "/transfer")
                .then()
                .statusCode(200);
        view(next, id).statusCode(200);
        next.request()
                .get("/api/v1/customers/" + customer + "/complaints")
                .then()
                .body("items.id", contains(id));
        view(advisor, id).statusCode(404);
        advisor.request()
                .get("/api/v1/customers/" + customer + "/complaints")
                .then()
                .statusCode(404);
    }

    @Test
    void an_answer_leaves_nothing_to_see_once_the_customer_is_gone() {
        String id = opened(complaint());
        assign(advisor, id, advisor).statusCode(200);
        answer(advisor, id).statusCode(200);
        Person next = firm.advisorIn(firm.teamB);
        firm.person(firm.branch, Role.BRANCH_MANAGER)
                .once()
                .body(Map.of("advisorId", next.id(), "reason", "换人"))
                .post("/api/v1/customers/" + customer + "/transfer")
                .then()
                .statusCode(200);
        view(advisor, id).statusCode(404);
        advisor.request().get(PATH + "/" + id + "/moves").then().statusCode(404);
        advisor.request().get(PATH).then().statusCode(200).body("items.id", not(hasItem(id)));
        String row = row(id);
        close(advisor, id).statusCode(404);
        act(advisor, id, "reopening", Map.of("reason", "补充")).statusCode(404);
        assertThat(row(id)).isEqualTo(row);
        view(next, id).statusCode(200);
    }

    @Test
    void whom_it_is_about_reads_neither_its_history_nor_what_was_found() {
        Map<String, Object> input = complaint();
        input.put("aboutUserId", advisor.id());
        String id = opened(input);
        assign(lead, id, lead).statusCode(200);
        answer(lead, id).statusCode(200);
        view(advisor, id).statusCode(200).body("rootCause", nullValue());
        advisor.request()
                .get(PATH + "/" + id + "/moves")
                .then()
                .statusCode(422)
                .body("code", equalTo("CONFLICT_OF_INTEREST"));
        view(lead, id).body("rootCause", equalTo("排班不足"));
    }

    /** So that who is complained about can be heard before others settle it. */
    @Test
    void compliance_discloses_what_was_said_to_whom_it_is_about_before_it_is_closed() {
        Person compliance = firm.office(Role.COMPLIANCE);
        Person next = firm.advisor();
        Map<String, Object> reason = Map.of("reason", "听取当事人陈述");
        String plain = opened(complaint());
        disclose(compliance, plain, reason).statusCode(422).body("code", equalTo("UNKNOWN_SUBJECT"));
        Map<String, Object> input = complaint();
        input.put("aboutUserId", advisor.id());
        String id = opened(input);
        for (Person other : List.of(lead, advisor, firm.office(Role.OPERATIONS))) {
            disclose(other, id, reason).statusCode(403);
        }
        disclose(compliance, id, Map.of("reason", " ")).statusCode(400);
        view(advisor, id).body("subject", nullValue()).body("text", nullValue());

        disclose(compliance, id, reason)
                .statusCode(200)
                .body("disclosedTo", equalTo(advisor.id().toString()));
        disclose(compliance, id, reason).statusCode(200);

        advisor.request()
                .get("/api/v1/customers/" + customer + "/overview")
                .then()
                .body("complaints.subject", contains("电话无人接听", "电话无人接听"));
        lead.once()
                .body(Map.of("advisorId", next.id(), "reason", "投诉期间回避"))
                .post("/api/v1/customers/" + customer + "/transfer")
                .then()
                .statusCode(200);
        view(advisor, id)
                .statusCode(200)
                .body("subject", equalTo("电话无人接听"))
                .body("text", equalTo("多次致电无人接听"))
                .body("state", equalTo("OPEN"));
        view(advisor, plain).statusCode(404);
        advisor.request().get(PATH).then().body("items.id", contains(id));
        advisor.request().get(PATH + "/" + id + "/moves").then().statusCode(404);
        lead.request()
                .get(PATH + "/" + id + "/moves")
                .then()
                .body("items.kind", contains("OPENED", "DISCLOSED"))
                .body("items[1].note", equalTo("听取当事人陈述"));
        assertThat(told(advisor, id)).isEqualTo(1);
        assertThat(firm.one(
                        "select string_agg(action, ',') from audit_log where subject_kind = 'COMPLAINT' and subject_id = cast(? as uuid)",
                        id))
                .isEqualTo("COMPLAINT_DISCLOSED");
        String version = firm.one("select version from complaints where id = cast(? as uuid)", id);
        patch(compliance, id, version, Map.of("aboutUserId", next.id()))
                .statusCode(200)
                .body("disclosedTo", nullValue());
        assign(lead, id, lead).statusCode(200);
        answer(lead, id).statusCode(200);
        close(compliance, id).statusCode(200);
        disclose(compliance, id, reason).statusCode(409).body("code", equalTo("COMPLAINT_STATE"));
    }

    /** What is disclosed is what was said: nothing that hangs on it, as long as the customer is with somebody else. */
    @Test
    void to_whom_it_was_disclosed_has_no_part_in_it_before_and_after_it_is_closed() {
        Person compliance = firm.office(Role.COMPLIANCE);
        Person app = firm.appOf(advisor, customer);
        Map<String, Object> input = complaint();
        input.put("aboutUserId", advisor.id());
        String id = open(app, customer, input).statusCode(201).extract().path("id");
        String file = file(app, id);
        disclose(compliance, id, Map.of("reason", "听取当事人陈述")).statusCode(200);
        lead.once()
                .body(Map.of("advisorId", firm.advisor().id(), "reason", "投诉期间回避"))
                .post("/api/v1/customers/" + customer + "/transfer")
                .then()
                .statusCode(200);
        requireNoMoreThanWhatWasSaid(id, file);
        assign(lead, id, lead).statusCode(200);
        answer(lead, id).statusCode(200);
        requireNoMoreThanWhatWasSaid(id, file);
        close(compliance, id).statusCode(200);
        act(app, id, "rating", Map.of("stars", 2, "note", "等了太久")).statusCode(200);
        requireNoMoreThanWhatWasSaid(id, file);
        view(lead, id).body("ratingNote", equalTo("等了太久"));
    }

    private void requireNoMoreThanWhatWasSaid(String id, String file) {
        String at = PATH + "/" + id;
        view(advisor, id)
                .statusCode(200)
                .body("subject", equalTo("电话无人接听"))
                .body("text", equalTo("多次致电无人接听"))
                .body("rootCause", nullValue())
                .body("rating", nullValue())
                .body("ratingNote", nullValue());
        advisor.request()
                .get(PATH)
                .then()
                .body("items.find { it.id == '" + id + "' }.subject", equalTo("电话无人接听"))
                .body("items.find { it.id == '" + id + "' }.ratingNote", nullValue());
        for (String hidden : List.of("/answers", "/moves", "/files")) {
            advisor.request().get(at + hidden).then().statusCode(404);
        }
        advisor.request().accept("*/*").get(at + "/files/" + file).then().statusCode(404);
        laid(advisor, id).statusCode(404);
        assertThat(firm.one("select count(*) from complaint_files where complaint_id = cast(? as uuid)", id))
                .isEqualTo("1");
    }

    private static ValidatableResponse disclose(Person by, String id, Map<String, Object> reason) {
        return act(by, id, "disclosure", reason);
    }

    @Test
    void whom_it_is_about_reads_that_there_is_one_and_what_was_said_once_it_is_closed() {
        Person app = firm.appOf(advisor, customer);
        Map<String, Object> input = complaint();
        input.put("aboutUserId", advisor.id());
        String id = open(app, customer, input).statusCode(201).extract().path("id");
        String file = file(app, id);
        String statement = file(advisor, id);
        assign(lead, id, lead).statusCode(200);
        answer(lead, id).statusCode(200);
        String at = PATH + "/" + id;
        for (String read :
                List.of(at, "/api/v1/customers/" + customer + "/complaints", PATH + "?customerId=" + customer)) {
            assertThat(advisor.request()
                            .get(read)
                            .then()
                            .statusCode(200)
                            .extract()
                            .asString())
                    .contains(id)
                    .doesNotContain("无人接听");
        }
        for (String read : List.of("/overview", "/timeline")) {
            assertThat(advisor.request()
                            .get("/api/v1/customers/" + customer + read)
                            .then()
                            .statusCode(200)
                            .extract()
                            .asString())
                    .contains(id)
                    .doesNotContain("无人接听");
        }
        advisor.request().get(at + "/answers").then().statusCode(422).body("code", equalTo("CONFLICT_OF_INTEREST"));
        advisor.request().get(at + "/files").then().statusCode(200).body("items.id", contains(statement));
        advisor.request().accept("*/*").get(at + "/files/" + file).then().statusCode(404);
        for (Person other : List.of(lead, app)) {
            view(other, id).body("subject", equalTo("电话无人接听")).body("text", equalTo("多次致电无人接听"));
            other.request().get(at + "/answers").then().statusCode(200).body("items", hasSize(1));
        }
        lead.request()
                .get("/api/v1/customers/" + customer + "/overview")
                .then()
                .body("complaints.subject", contains("电话无人接听"));
        close(firm.office(Role.COMPLIANCE), id).statusCode(200);
        view(advisor, id).statusCode(200).body("text", equalTo("多次致电无人接听")).body("rootCause", nullValue());
        advisor.request().get(at + "/answers").then().statusCode(200).body("items", hasSize(1));
        advisor.request().get(at + "/files").then().body("items", hasSize(2));
    }

    private static String file(Person by, String id) {
        return laid(by, id).statusCode(201).extract().path("id");
    }

    @CanIgnoreReturnValue
    private static ValidatableResponse laid(Person by, String id) {
        return by.request()
                .contentType("multipart/form-data")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .multiPart("file", "x.jpg", Photo.jpeg(), "image/jpeg")
                .post(PATH + "/" + id + "/files")
                .then();
    }

    @Test
    void customers_read_whom_it_is_about_only_where_they_said_so_themselves() {
        Person app = firm.appOf(advisor, "知情客户");
        UUID own = UUID.fromString(app.request().get("/api/v1/me").path("customerId"));
        Map<String, Object> input = complaint();
        input.put("aboutUserId", advisor.id());
        String theirs = open(app, own, input).statusCode(201).extract().path("id");
        String firms = open(lead, own, input).statusCode(201).extract().path("id");
        view(app, theirs).statusCode(200).body("aboutUserName", equalTo(advisor.username()));
        view(app, firms).statusCode(200).body("aboutUserName", nullValue()).body("aboutUserId", nullValue());
        view(lead, firms).body("aboutUserId", equalTo(advisor.id().toString()));
    }

    @Test
    void only_compliance_frees_whom_it_is_about() {
        Map<String, Object> input = complaint();
        input.put("aboutUserId", advisor.id());
        String id = opened(input);
        Map<String, Object> freed = new HashMap<>();
        freed.put("aboutUserId", null);
        String row = row(id);
        patch(lead, id, "0", freed).statusCode(403);
        patch(lead, id, "0", Map.of("aboutUserId", lead.id())).statusCode(403);
        assertThat(row(id)).isEqualTo(row);
        patch(firm.office(Role.COMPLIANCE), id, "0", freed).statusCode(200).body("aboutUserId", nullValue());
    }

    @Test
    void lists_come_newest_first_or_by_what_is_due_and_page() {
        List<String> ids = new ArrayList<>();
        for (int severity : new int[] {4, 2, 3}) {
            Map<String, Object> input = complaint();
            input.put("severity", severity);
            ids.add(opened(input));
        }
        String first = advisor.request()
                .get(PATH + "?limit=2")
                .then()
                .body("items.id", contains(ids.get(2), ids.get(1)))
                .extract()
                .path("nextCursor");
        advisor.request().get(PATH + "?limit=2&cursor=" + first).then().body("items.id", contains(ids.get(0)));
        String due = advisor.request()
                .get(PATH + "?sort=DUE&limit=2")
                .then()
                .body("items.id", contains(ids.get(1), ids.get(2)))
                .extract()
                .path("nextCursor");
        advisor.request()
                .get(PATH + "?sort=DUE&limit=2&cursor=" + due)
                .then()
                .body("items.id", contains(ids.get(0)))
                .body("nextCursor", nullValue());
        assign(lead, ids.get(0), lead).statusCode(200);
        lead.request().get(PATH + "?assigneeId=" + lead.id()).then().body("items.id", contains(ids.get(0)));
        lead.request().get(PATH + "?state=OPEN").then().body("items.id", hasItems(ids.get(1), ids.get(2)));
        lead.request().get(PATH + "?kind=SERVICE_REQUEST").then().body("items", hasSize(0));
        lead.request().get(PATH + "?state=LOST").then().statusCode(400);
        lead.request().get(PATH + "?sort=DUE&cursor=" + first).then().statusCode(400);
    }
}
