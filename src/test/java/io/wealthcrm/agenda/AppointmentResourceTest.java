package io.wealthcrm.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AppointmentResourceTest extends AppointmentCase {
    AppointmentResourceTest(Service service) {
        super(service);
    }

    @Test
    void a_booking_is_told_and_stands_on_the_timeline_and_a_cancelled_one_frees_its_time() {
        Map<String, Object> meeting = with(slot(10, 0, 60), "customerId", customer);
        ValidatableResponse booked = bookFor(agent, meeting)
                .statusCode(201)
                .body("ownerId", equalTo(advisor.id().toString()))
                .body("customerName", equalTo("预约客户"))
                .body("bookedBy", equalTo(agent.id().toString()));
        String id = booked.extract().path("id");
        book(advisor, slot(10, 30, 60)).statusCode(409).body("code", equalTo("SLOT_TAKEN"));
        advisor.once()
                .body(Map.of("reason", "客户改期"))
                .post(PATH + "/" + id + "/cancellation")
                .then()
                .statusCode(200)
                .body("state", equalTo("CANCELLED"));
        book(advisor, slot(10, 30, 60)).statusCode(201);
        advisor.once()
                .body(Map.of())
                .post(PATH + "/" + id + "/cancellation")
                .then()
                .statusCode(409);
        advisor.request()
                .get("/api/v1/customers/" + customer + "/timeline")
                .then()
                .body("items.kind", contains("APPOINTMENT_CANCELLED", "APPOINTMENT_BOOKED"));
        assertThat(firm.one(
                        "select count(*) from notifications where person_id = ? and kind = 'APPOINTMENT_BOOKED' and entity_id = cast(? as uuid)",
                        agent.id(),
                        id))
                .isEqualTo("1");
    }

    @Test
    void a_moved_appointment_keeps_to_what_is_free() {
        String id = book(advisor, slot(10, 0, 60)).statusCode(201).extract().path("id");
        book(advisor, slot(15, 0, 60)).statusCode(201);
        String before = row(id);
        change(id, 0, Map.of("startsAt", at(14, 30), "endsAt", at(15, 30)))
                .statusCode(409)
                .body("code", equalTo("SLOT_TAKEN"));
        change(id, 0, Map.of("startsAt", at(15, 30))).statusCode(400);
        change(id, 7, Map.of("title", "旧")).statusCode(412);
        assertThat(row(id)).isEqualTo(before);
        change(id, 0, Map.of("startsAt", at(14, 0), "endsAt", at(15, 0), "place", "二楼"))
                .statusCode(200)
                .body("startsAt", equalTo(at(14, 0)))
                .body("place", equalTo("二楼"));
    }

    @Test
    void an_appointment_is_seen_by_its_owner_its_booker_and_who_leads_them() {
        String id = bookFor(agent, with(slot(10, 0, 60), "customerId", customer))
                .statusCode(201)
                .extract()
                .path("id");
        String days = "?from=" + FRIDAY + "&to=" + FRIDAY;
        for (Person sees : List.of(advisor, lead, agent)) {
            sees.request().get(PATH + "/" + id).then().statusCode(200);
            sees.request().get(PATH + days + "&userId=" + advisor.id()).then().body("items.id", contains(id));
        }
        String before = row(id);
        for (Person other :
                List.of(firm.advisor(), firm.person(firm.teamB, Role.TEAM_LEAD), firm.office(Role.COMPLIANCE))) {
            other.request().get(PATH + "/" + id).then().statusCode(404);
            other.request().get(PATH + days + "&userId=" + advisor.id()).then().body("items", empty());
            other.once()
                    .body(Map.of())
                    .post(PATH + "/" + id + "/cancellation")
                    .then()
                    .statusCode(404);
        }
        assertThat(row(id)).isEqualTo(before);
    }

    @Test
    void appointments_stand_in_the_day_by_their_time() {
        book(advisor, slot(15, 0, 60)).statusCode(201);
        book(advisor, with(slot(10, 0, 60), "place", "客户公司")).statusCode(201);
        advisor.once()
                .body(Map.of("title", "九点的待办", "dueAt", at(9, 0)))
                .post("/api/v1/agenda/tasks")
                .then()
                .statusCode(201);
        advisor.request()
                .get("/api/v1/agenda/days/" + FRIDAY)
                .then()
                .body("items.kind", contains("APPOINTMENT", "APPOINTMENT", "TASK"))
                .body("items[0].at", equalTo(at(10, 0)))
                .body("items[0].until", equalTo(at(11, 0)))
                .body("items[0].place", equalTo("客户公司"));
    }

    @Test
    void when_the_customer_goes_to_somebody_else_it_is_to_be_made_anew() {
        Person heir = firm.advisor();
        String id = book(advisor, with(slot(10, 0, 60), "customerId", customer))
                .statusCode(201)
                .extract()
                .path("id");
        book(advisor, slot(12, 0, 60)).statusCode(201);
        lead.once()
                .body(Map.of("advisorId", heir.id()))
                .post("/api/v1/customers/" + customer + "/transfer")
                .then()
                .statusCode(200);
        await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> firm.one("select state from appointments where id = cast(? as uuid)", id),
                        "CANCELLED"::equals);
        heir.request()
                .get("/api/v1/agenda/tasks")
                .then()
                .body("items.origin", contains("APPOINTMENT"))
                .body("items.refId", contains(id))
                .body("items.dueAt", contains(at(10, 0)));
        assertThat(firm.one("select count(*) from appointments where owner_id = ? and state = 'BOOKED'", advisor.id()))
                .isEqualTo("1");
    }

    @Test
    void what_makes_no_sense_is_refused_and_holds_no_time() {
        Instant ten = at(10);
        for (Map<String, Object> bad : List.of(
                appointment(ten, ten),
                appointment(ten, ten.minusSeconds(60)),
                appointment(ten, ten.plus(Duration.ofHours(13))),
                appointment(Instant.now().minus(Duration.ofHours(1)), Instant.now()),
                with(slot(10, 0, 60), "kind", "PARTY"),
                with(slot(10, 0, 60), "title", ""),
                with(slot(10, 0, 60), "state", "HELD"))) {
            book(advisor, bad).statusCode(400);
        }
        book(advisor, with(appointment(ten, ten.plus(Duration.ofDays(5))), "kind", "LEAVE"))
                .statusCode(201);
        book(advisor, slot(12, 0, 60)).statusCode(409);
        for (String query :
                List.of("minutes=5", "minutes=x", "from=2031-01-02&to=2031-01-01", "from=2031-01-01&to=2031-03-01")) {
            agent.request()
                    .get("/api/v1/users/" + advisor.id() + "/free-slots?" + query)
                    .then()
                    .statusCode(400);
        }
        assertThat(firm.one("select count(*) from appointments where owner_id = ?", advisor.id()))
                .isEqualTo("1");
    }

    private ValidatableResponse change(String id, int version, Map<String, Object> patch) {
        return advisor.request()
                .header("If-Match", "\"" + version + "\"")
                .body(patch)
                .patch(PATH + "/" + id)
                .then();
    }
}
