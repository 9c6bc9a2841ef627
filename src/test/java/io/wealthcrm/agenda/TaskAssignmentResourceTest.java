package io.wealthcrm.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who gives tasks to whom, and who sees them. */
class TaskAssignmentResourceTest extends TaskCase {
    TaskAssignmentResourceTest(Service service) {
        super(service);
    }

    @Test
    void leads_give_work_to_their_people_who_are_told_and_to_nobody_else() {
        Map<String, Object> task = Map.of("title", "整理名单", "assigneeId", advisor.id(), "customerId", customer);
        String id = id(open(lead, task));
        assertThat(told(advisor, id)).isEqualTo("1");
        Person colleague = firm.advisor();
        step(lead, id, "assignment", Map.of("assigneeId", colleague.id()))
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_ASSIGNEE"));
        open(lead, with(task, "assigneeId", firm.advisorIn(firm.teamB).id()), 422);
        open(advisor, with(task, "assigneeId", colleague.id()), 422);
        open(colleague, Map.of("title", "别人的客户", "customerId", customer), 404);
        assertThat(firm.one("select count(*) from tasks where customer_id = ?", customer))
                .isEqualTo("1");
        step(lead, id, "assignment", Map.of("assigneeId", lead.id(), "note", "我来跟"))
                .statusCode(200);
        assertThat(firm.one(
                        "select count(*) from notifications where person_id = ? and entity_id = cast(? as uuid) and read_at is null",
                        advisor.id(),
                        id))
                .isEqualTo("0");
    }

    @Test
    void a_task_is_seen_by_who_has_it_and_who_leads_them() {
        String id = id(open(advisor, Map.of("title", "仅本线可见", "customerId", customer)));
        for (Person sees : List.of(advisor, lead, firm.person(firm.branch, Role.BRANCH_MANAGER))) {
            sees.request().get(PATH + "/" + id).then().statusCode(200);
            list(sees, "?customerId=" + customer).body("items.id", contains(id));
        }
        String before = row(id);
        for (Person other : List.of(
                firm.advisor(),
                firm.advisorIn(firm.otherTeam),
                firm.person(firm.teamB, Role.TEAM_LEAD),
                firm.person(firm.otherBranch, Role.BRANCH_MANAGER),
                firm.office(Role.ADMIN),
                firm.office(Role.COMPLIANCE))) {
            other.request().get(PATH + "/" + id).then().statusCode(404);
            other.request().get(PATH + "/" + id + "/moves").then().statusCode(404);
            list(other, "?customerId=" + customer).body("items", empty());
            step(other, id, "completion", Map.of()).statusCode(404);
            step(other, id, "assignment", Map.of("assigneeId", other.id())).statusCode(404);
            change(other, id, 0, Map.of("title", "改")).statusCode(404);
        }
        assertThat(row(id)).isEqualTo(before);
    }

    @Test
    void given_to_two_at_once_it_waits_for_the_last_alone() throws Exception {
        UUID own = firm.customerOf(lead, "主管的客户");
        Person manager = firm.person(firm.branch, Role.BRANCH_MANAGER);
        for (int round = 0; round < 5; round++) {
            String id = id(open(manager, Map.of("title", "移交", "customerId", own)));
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try {
                List<Future<Integer>> given = Stream.of(lead, manager)
                        .map(to -> threads.submit(() -> step(manager, id, "assignment", Map.of("assigneeId", to.id()))
                                .extract()
                                .statusCode()))
                        .toList();
                for (Future<Integer> one : given) {
                    assertThat(one.get()).isEqualTo(200);
                }
            } finally {
                threads.shutdown();
            }
            assertThat(firm.one(
                            """
                            select count(*) from notifications n join tasks t on t.id = n.entity_id
                             where t.id = cast(? as uuid) and n.read_at is null and n.person_id <> t.assignee_id""",
                            id))
                    .isEqualTo("0");
        }
    }

    private String told(Person person, String id) {
        return firm.one(
                "select count(*) from notifications where person_id = ? and kind = 'TASK_ASSIGNED' and entity_id = cast(? as uuid)",
                person.id(),
                id);
    }
}
