package io.wealthcrm.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is overdue goes up the line. */
class ComplaintEscalationResourceTest extends ComplaintCase {
    ComplaintEscalationResourceTest(Service service) {
        super(service);
    }

    @Test
    void overdue_it_goes_up_the_line_level_by_level() {
        Person manager = firm.person(firm.branch, Role.BRANCH_MANAGER);
        Person compliance = firm.office(Role.COMPLIANCE);
        Person otherLead = firm.person(firm.teamB, Role.TEAM_LEAD);
        String id = opened(complaint());
        pass(id, "first_due_at");
        awaitLevel(id, 1);
        assertThat(due(lead, id)).isEqualTo(1);
        assertThat(due(manager, id)).isZero();
        assign(lead, id, advisor).statusCode(200);
        pass(id, "due_at");
        awaitLevel(id, 2);
        view(lead, id).body("overdue", equalTo(true));
        assertThat(due(manager, id)).isEqualTo(1);
        assertThat(due(advisor, id)).isEqualTo(1);
        assertThat(due(compliance, id)).isZero();
        pass(id, "late_at");
        awaitLevel(id, 3);
        assertThat(due(compliance, id)).isEqualTo(1);
        assertThat(List.of(due(lead, id), due(manager, id), due(otherLead, id))).containsExactly(1, 1, 0);
        assertThat(firm.one("select escalate_at from complaints where id = ?", UUID.fromString(id)))
                .isNull();
        lead.request()
                .get(PATH + "/" + id + "/moves")
                .then()
                .body("items.kind", contains("OPENED", "ESCALATED", "ASSIGNED", "ESCALATED", "ESCALATED"))
                .body("items.level", contains(0, 1, 1, 2, 3));
        act(lead, id, "escalation", Map.of("reason", "再升级"))
                .statusCode(409)
                .body("code", equalTo("ESCALATED_TO_THE_TOP"));
    }

    @Test
    void who_has_it_is_no_level_of_its_own_escalation_and_all_times_passed_are_made_up_for() {
        Person manager = firm.person(firm.branch, Role.BRANCH_MANAGER);
        String passedOver = opened(complaint());
        assign(lead, passedOver, lead).statusCode(200);
        pass(passedOver, "due_at");
        awaitLevel(passedOver, 2);
        assertThat(due(manager, passedOver)).isEqualTo(1);
        String late = opened(complaint());
        pass(late, "first_due_at, due_at, late_at");
        awaitLevel(late, 3);
        String answered = opened(complaint());
        assign(lead, answered, advisor).statusCode(200);
        answer(advisor, answered).statusCode(200);
        assertThat(firm.one("select escalate_at from complaints where id = ?", UUID.fromString(answered)))
                .isNull();
    }

    /** As if these of its times had gone by. */
    private void pass(String id, String times) {
        String past = "now() - interval '1 second'";
        firm.execute(
                "update complaints set escalate_at = %s, %s where id = ?"
                        .formatted(past, times.replaceAll("(\\w+)(?=,|$)", "$1 = " + past)),
                UUID.fromString(id));
    }

    private void awaitLevel(String id, int level) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> view(lead, id).extract().path("level").equals(level));
    }

    private int due(Person person, String id) {
        return Integer.parseInt(firm.one(
                "select count(*) from notifications where person_id = ? and entity_id = ? and kind = 'COMPLAINT_DUE'",
                person.id(),
                UUID.fromString(id)));
    }
}
