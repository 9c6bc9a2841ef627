package io.wealthcrm.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calendars as others book in them, and what is free in them. */
class CalendarResourceTest extends AppointmentCase {
    private static final int AT_ONCE = 50;

    CalendarResourceTest(Service service) {
        super(service);
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

    /** One after the other, whatever their length: what is left of a quarter stays between them. */
    @ParameterizedTest
    @CsvSource({"15, 32", "20, 16", "45, 10", "50, 8", "60, 8", "61, 6", "100, 4", "480, 1"})
    void slots_of_any_length_begin_on_quarters_of_an_hour(int minutes, int slots) {
        bookFor(lead, slot(9, 5, 50)).statusCode(201);
        List<String> free = agent.request()
                .get("/api/v1/users/" + advisor.id() + "/free-slots?minutes=" + minutes + "&from=" + FRIDAY + "&to="
                        + FRIDAY)
                .path("items.startsAt");
        assertThat(free).hasSize(slots);
        Instant open = at(10);
        for (String start : free) {
            Instant from = Instant.parse(start);
            assertThat(from.atZone(SHANGHAI).getMinute() % 15).isZero();
            assertThat(from).isAfterOrEqualTo(open);
            open = from.plus(Duration.ofMinutes(minutes));
        }
        assertThat(open).isBeforeOrEqualTo(at(18));
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
}
