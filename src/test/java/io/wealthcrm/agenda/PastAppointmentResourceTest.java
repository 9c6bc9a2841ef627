package io.wealthcrm.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether appointments were kept, once their time has passed. */
class PastAppointmentResourceTest extends AppointmentCase {
    PastAppointmentResourceTest(Service service) {
        super(service);
    }

    @Test
    void without_contact_it_was_missed_until_such_is_written_down_after_all() {
        String id = withCustomer();
        contact(lead, "CALL", 90);
        contact(advisor, "NOTE", 90);
        contact(advisor, "CALL", 300);
        pass(id, 2);
        awaitState(id, "MISSED");
        advisor.once()
                .body(Map.of())
                .post(PATH + "/" + id + "/cancellation")
                .then()
                .statusCode(409)
                .body("code", equalTo("APPOINTMENT_ENDED"))
                .body("current", equalTo("MISSED"));
        advisor.request()
                .get("/api/v1/customers/" + customer + "/timeline")
                .then()
                .body("items.kind", hasItem("APPOINTMENT_MISSED"));
        contact(advisor, "CALL", 90);
        awaitState(id, "HELD");
        assertThat(moves(id)).isEqualTo("BOOKED MISSED HELD");
    }

    /** What a lead planned about an advisor's customer is not for the advisor to read. */
    @Test
    void the_customers_timeline_tells_only_of_their_own_advisors_appointments() {
        String id = book(lead, with(slot(15, 0, 60), "customerId", customer))
                .statusCode(201)
                .extract()
                .path("id");
        pass(id, 3);
        await().atMost(Duration.ofSeconds(40)).until(() -> moves(id), "BOOKED MISSED"::equals);
        advisor.request()
                .get("/api/v1/customers/" + customer + "/timeline?group=AGENDA")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
    }

    @Test
    void it_was_held_with_contact_or_where_there_is_no_customer() {
        String kept = withCustomer();
        contact(advisor, "CALL", 90);
        pass(kept, 2);
        awaitState(kept, "HELD");
        assertThat(moves(kept)).isEqualTo("BOOKED HELD");
        String meeting = book(advisor, slot(10, 0, 60)).extract().path("id");
        pass(meeting, 5);
        awaitState(meeting, "HELD");
    }

    @Test
    void what_is_to_come_or_was_given_up_stays_and_a_visit_that_lasts_has_its_say() {
        String toCome = withCustomer();
        String visited = book(advisor, with(slot(14, 0, 60), "customerId", customer))
                .extract()
                .path("id");
        String visit = advisor.once()
                .body(Map.of("customerId", customer, "appointmentId", visited))
                .post("/api/v1/agenda/visits")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String givenUp = book(advisor, with(slot(16, 0, 60), "customerId", customer))
                .extract()
                .path("id");
        advisor.once()
                .body(Map.of())
                .post(PATH + "/" + givenUp + "/cancellation")
                .then()
                .statusCode(200);
        pass(givenUp, 11);
        pass(visited, 8);
        String later = book(advisor, with(slot(12, 0, 60), "customerId", customer))
                .extract()
                .path("id");
        pass(later, 5);
        awaitState(later, "MISSED");
        assertThat(state(toCome) + " " + state(givenUp) + " " + state(visited)).isEqualTo("BOOKED CANCELLED BOOKED");
        advisor.once()
                .body(Map.of("summary", "谈了资产配置"))
                .post("/api/v1/agenda/visits/" + visit + "/check-out")
                .then()
                .statusCode(200);
        assertThat(state(visited)).isEqualTo("HELD");
    }

    private String withCustomer() {
        return book(advisor, with(slot(10, 0, 60), "customerId", customer))
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** As if it had begun so many hours ago and lasted one. */
    private void pass(String id, int hours) {
        firm.execute(
                """
                update appointments set starts_at = now() - make_interval(hours => ?), ends_at = now() - make_interval(hours => ?)
                 where id = cast(? as uuid)""",
                hours,
                hours - 1,
                id);
    }

    private void contact(Person by, String kind, int minutesAgo) {
        Instant at = Instant.now().minus(Duration.ofMinutes(minutesAgo));
        by.once()
                .body(Map.of("kind", kind, "at", at.toString(), "summary", "电话沟通"))
                .post("/api/v1/customers/" + customer + "/interactions")
                .then()
                .statusCode(201);
    }

    private void awaitState(String id, String state) {
        await().atMost(Duration.ofSeconds(40)).until(() -> state(id), state::equals);
    }

    private String state(String id) {
        return advisor.request().get(PATH + "/" + id).path("state");
    }

    private String moves(String id) {
        return firm.one(
                "select string_agg(kind, ' ' order by id) from appointment_moves where appointment_id = cast(? as uuid)",
                id);
    }
}
