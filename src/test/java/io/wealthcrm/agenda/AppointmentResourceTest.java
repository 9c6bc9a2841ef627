package io.wealthcrm.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnSharedService
class AppointmentResourceTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final String PATH = "/api/v1/agenda/appointments";
    private static final int AT_ONCE = 50;

    /** A Friday of a year whose holidays are not published yet. */
    private static final LocalDate FRIDAY =
            LocalDate.now(SHANGHAI).plusDays(400).with(TemporalAdjusters.next(DayOfWeek.FRIDAY));

    private final Service service;
    private Firm firm;
    private Person advisor;
    private Person lead;
    private Person agent;
    private UUID customer;

    AppointmentResourceTest(Service service) {
        this.service = service;
    }

    @BeforeEach
    void people() {
        firm = Firm.on(service);
        advisor = firm.advisor();
        lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        agent = firm.office(Role.CALLBACK);
        customer = firm.customerOf(advisor, "预约客户");
    }

    @Test
    void of_fifty_who_book_one_slot_at_once_one_has_it() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        CyclicBarrier start = new CyclicBarrier(AT_ONCE);
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                // Every other one overlaps by a quarter of an hour only.
                Map<String, Object> slot = i % 2 == 0 ? slot(10, 0, 60) : slot(10, 45, 60);
                Person by = i % 3 == 0 ? lead : agent;
                answers.add(threads.submit(() -> {
                    start.await();
                    var answer = bookFor(by, slot).extract();
                    return answer.statusCode() == 201 ? "BOOKED" : answer.path("code");
                }));
            }
            Map<String, Integer> tally = new HashMap<>();
            for (Future<String> answer : answers) {
                tally.merge(answer.get(), 1, Integer::sum);
            }
            assertThat(tally).isEqualTo(Map.of("BOOKED", 1, "SLOT_TAKEN", AT_ONCE - 1));
        } finally {
            threads.shutdown();
        }
        assertThat(firm.one("select count(*) from appointments where owner_id = ?", advisor.id()))
                .isEqualTo("1");
        assertThat(firm.one(
                        "select count(*) from notifications where person_id = ? and kind = 'APPOINTMENT_BOOKED'",
                        advisor.id()))
                .isEqualTo("1");
    }

    @Test
    void free_are_the_hours_of_work_less_what_is_booked_and_never_the_weekend() {
        bookFor(lead, slot(9, 0, 20)).statusCode(201);
        bookFor(lead, slot(14, 0, 180)).statusCode(201);
        String path = "/api/v1/users/" + advisor.id() + "/free-slots?minutes=120&from=" + FRIDAY + "&to=";
        agent.request()
                .get(path + FRIDAY)
                .then()
                .statusCode(200)
                .body("items.startsAt", contains(at(9, 30), at(11, 30)))
                .body("items[0].endsAt", equalTo(at(11, 30)));
        agent.request().get(path + FRIDAY.plusDays(2)).then().body("items", hasSize(2));
        agent.request()
                .get(path + FRIDAY.plusDays(3))
                .then()
                .body("items", hasSize(6))
                .body("items[2].startsAt", equalTo(at(FRIDAY.plusDays(3), 9, 0)));
        LocalDate past = LocalDate.now(SHANGHAI).minusDays(30);
        agent.request()
                .get("/api/v1/users/" + advisor.id() + "/free-slots?from=" + past + "&to=" + past.plusDays(7))
                .then()
                .statusCode(200)
                .body("items", empty());
    }

    @Test
    void every_slot_told_as_free_can_be_booked() {
        bookFor(lead, slot(9, 10, 35)).statusCode(201);
        List<String> free = agent.request()
                .get("/api/v1/users/" + advisor.id() + "/free-slots?minutes=45&from=" + FRIDAY + "&to=" + FRIDAY)
                .path("items.startsAt");
        assertThat(free).hasSize(11);
        for (String start : free) {
            Instant from = Instant.parse(start);
            bookFor(agent, appointment(from, from.plus(Duration.ofMinutes(45)))).statusCode(201);
        }
        agent.request()
                .get("/api/v1/users/" + advisor.id() + "/free-slots?minutes=45&from=" + FRIDAY + "&to=" + FRIDAY)
                .then()
                .body("items", empty());
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
    void calendars_are_booked_by_their_owner_who_leads_them_and_the_call_centre_at_work() {
        bookFor(agent, slot(8, 0, 60)).statusCode(422).body("code", equalTo("OUTSIDE_WORKING_HOURS"));
        bookFor(agent, slot(17, 30, 60)).statusCode(422);
        Instant saturday = at(10).plus(Duration.ofDays(1));
        bookFor(agent, appointment(saturday, saturday.plusSeconds(3600))).statusCode(422);
        for (Person out : List.of(
                firm.advisor(),
                firm.person(firm.teamB, Role.TEAM_LEAD),
                firm.person(firm.otherBranch, Role.BRANCH_MANAGER))) {
            bookFor(out, slot(10, 0, 60)).statusCode(404);
            out.request()
                    .get("/api/v1/users/" + advisor.id() + "/free-slots")
                    .then()
                    .statusCode(404);
        }
        bookFor(firm.office(Role.OPERATIONS), slot(10, 0, 60)).statusCode(403);
        UUID others = firm.customerOf(firm.advisor(), "别人的客户");
        bookFor(agent, with(slot(10, 0, 60), "customerId", others))
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_ASSIGNEE"));
        book(advisor, with(slot(10, 0, 60), "customerId", others)).statusCode(404);
        assertThat(firm.one("select count(*) from appointments where owner_id = ?", advisor.id()))
                .isEqualTo("0");
        bookFor(lead, slot(20, 0, 60)).statusCode(201);
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

    @CanIgnoreReturnValue
    private ValidatableResponse bookFor(Person by, Map<String, Object> appointment) {
        return by.once()
                .body(appointment)
                .post("/api/v1/users/" + advisor.id() + "/appointments")
                .then();
    }

    @CanIgnoreReturnValue
    private static ValidatableResponse book(Person by, Map<String, Object> appointment) {
        return by.once().body(appointment).post(PATH).then();
    }

    private ValidatableResponse change(String id, int version, Map<String, Object> patch) {
        return advisor.request()
                .header("If-Match", "\"" + version + "\"")
                .body(patch)
                .patch(PATH + "/" + id)
                .then();
    }

    private static Map<String, Object> slot(int hour, int minute, int minutes) {
        Instant start = Instant.parse(at(hour, minute));
        return appointment(start, start.plus(Duration.ofMinutes(minutes)));
    }

    private static Map<String, Object> appointment(Instant from, Instant to) {
        return Map.of("kind", "MEETING", "title", "面谈", "startsAt", from.toString(), "endsAt", to.toString());
    }

    private static Instant at(int hour) {
        return Instant.parse(at(hour, 0));
    }

    private static String at(int hour, int minute) {
        return at(FRIDAY, hour, minute);
    }

    private static String at(LocalDate day, int hour, int minute) {
        return day.atTime(hour, minute).atZone(SHANGHAI).toInstant().toString();
    }

    private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
        Map<String, Object> all = new HashMap<>(map);
        all.put(name, value);
        return all;
    }

    private String row(String id) {
        return firm.one("select cast(to_jsonb(a) as text) from appointments a where id = cast(? as uuid)", id);
    }
}
