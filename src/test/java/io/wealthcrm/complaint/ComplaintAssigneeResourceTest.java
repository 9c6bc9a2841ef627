package io.wealthcrm.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Who has a complaint, and who never. */
class ComplaintAssigneeResourceTest extends ComplaintCase {
    ComplaintAssigneeResourceTest(Service service) {
        super(service);
    }

    @Test
    void of_many_who_take_it_at_once_one_has_it() throws Exception {
        String id = opened(complaint());
        List<Person> people = new ArrayList<>(List.of(advisor, lead));
        for (int i = 0; i < 4; i++) {
            people.add(firm.office(Role.OPERATIONS));
        }
        ExecutorService threads = Executors.newFixedThreadPool(people.size());
        List<Future<Integer>> taken = people.stream()
                .map(person -> threads.submit(
                        () -> assign(person, id, person).extract().statusCode()))
                .toList();
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> one : taken) {
            statuses.add(one.get());
        }
        threads.shutdown();
        assertThat(statuses).containsExactlyInAnyOrder(200, 409, 409, 409, 409, 409);
        assertThat(firm.one(
                        "select count(*) from complaint_moves where complaint_id = ? and kind = 'ASSIGNED'",
                        UUID.fromString(id)))
                .isEqualTo("1");
    }

    @Test
    void whom_it_is_about_and_whoever_cannot_see_the_customer_never_gets_it() {
        Map<String, Object> input = complaint();
        input.put("aboutUserId", advisor.id());
        String id = opened(input);
        String before = row(id);
        assign(advisor, id, advisor).statusCode(422).body("code", equalTo("CONFLICT_OF_INTEREST"));
        assign(lead, id, advisor).statusCode(422).body("code", equalTo("CONFLICT_OF_INTEREST"));
        assign(lead, id, firm.advisor()).statusCode(422).body("code", equalTo("COMPLAINT_ASSIGNEE_UNKNOWN"));
        assign(lead, id, firm.person(firm.teamB, Role.TEAM_LEAD)).statusCode(422);
        assign(lead, id, firm.office(Role.EXECUTIVE)).statusCode(422);
        act(lead, id, "assignment", Map.of("assigneeId", UUID.randomUUID())).statusCode(422);
        assign(advisor, id, lead).statusCode(403);
        act(advisor, id, "escalation", Map.of("reason", "升级"))
                .statusCode(422)
                .body("code", equalTo("CONFLICT_OF_INTEREST"));
        assertThat(row(id)).isEqualTo(before);
        Person callback = firm.office(Role.CALLBACK);
        assign(callback, id, callback).statusCode(200);
        act(lead, id, "handover", Map.of("assigneeId", lead.id(), "note", "本人处理"))
                .statusCode(204);
        act(callback, id, "handover", Map.of("assigneeId", callback.id())).statusCode(403);
        view(lead, id).body("assigneeId", equalTo(lead.id().toString()));
    }

    @Test
    void of_who_leaves_the_firm_or_the_line_it_waits_to_be_assigned_anew_and_the_lead_hears() {
        for (Map<String, Object> change :
                List.<Map<String, Object>>of(Map.of("active", false), Map.of("unitId", firm.teamB))) {
            String id = opened(complaint());
            Person leaver = firm.person(firm.teamA, Role.TEAM_LEAD);
            assign(lead, id, leaver).statusCode(200);
            int before = told(lead, id);
            change(leaver, Map.of("displayName", "改名")).statusCode(200);
            change(leaver, change).statusCode(200);
            awaitState(id, "OPEN");
            view(lead, id).body("assigneeId", nullValue()).body("version", equalTo(2));
            moves(id).body("items.kind", contains("OPENED", "ASSIGNED", "RETURNED"));
            assertThat(told(lead, id)).isEqualTo(before + 1);
            assertThat(told(advisor, id)).isEqualTo(1);
            assign(lead, id, advisor).statusCode(200);
        }
    }

    @Test
    void of_who_loses_the_customer_it_is_put_back_but_what_the_office_works_on_stays() {
        String advisors = opened(complaint());
        String office = opened(complaint());
        Person operations = firm.office(Role.OPERATIONS);
        assign(lead, advisors, advisor).statusCode(200);
        assign(operations, office, operations).statusCode(200);
        String before = row(office);
        Person heir = firm.advisor();
        lead.once()
                .body(Map.of("advisorId", heir.id()))
                .post("/api/v1/customers/" + customer + "/transfer")
                .then()
                .statusCode(200);
        awaitState(advisors, "OPEN");
        assertThat(told(heir, advisors)).isEqualTo(1);
        view(advisor, advisors).statusCode(404);
        assertThat(row(office)).isEqualTo(before);
    }

    @Test
    void reopened_it_goes_to_nobody_who_has_left() {
        String id = opened(complaint());
        Person leaver = firm.office(Role.CALLBACK);
        assign(leaver, id, leaver).statusCode(200);
        answer(leaver, id).statusCode(200).body("version", equalTo(2));
        change(leaver, Map.of("active", false)).statusCode(200);
        act(lead, id, "reopening", Map.of("reason", "没有解决"))
                .statusCode(200)
                .body("state", equalTo("OPEN"))
                .body("assigneeId", nullValue());
        moves(id).body("items.kind", contains("OPENED", "ASSIGNED", "ANSWERED", "REOPENED", "RETURNED"));
        assertThat(told(advisor, id)).isEqualTo(1);
    }

    private void awaitState(String id, String state) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> state.equals(view(lead, id).extract().path("state")));
    }

    private ValidatableResponse moves(String id) {
        return lead.request().get(PATH + "/" + id + "/moves").then().statusCode(200);
    }

    private ValidatableResponse change(Person staff, Map<String, Object> patch) {
        String path = "/api/v1/users/" + staff.id();
        Person admin = firm.office(Role.ADMIN);
        int version = admin.request().get(path).path("version");
        return admin.request()
                .header("If-Match", "\"" + version + "\"")
                .body(patch)
                .patch(path)
                .then();
    }
}
