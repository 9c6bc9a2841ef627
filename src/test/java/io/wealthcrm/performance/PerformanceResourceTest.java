package io.wealthcrm.performance;

import static io.wealthcrm.performance.Deeds.noon;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Person;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What was done where and when, and what was known of it when. */
class PerformanceResourceTest extends RankedTeams {
    @Test
    void whoMovedIsOnBothBoardsWithWhatWasDoneInEach() {
        firm.office(Role.ADMIN)
                .request()
                .header("If-Match", "\"" + firm.one("select version from users where id = ?", first.id()) + "\"")
                .body(Map.of("unitId", firm.teamB))
                .patch("/api/v1/users/" + first.id())
                .then()
                .statusCode(200);
        deeds.recompute(day, day);
        Person oldLead = firm.person(firm.teamA, Role.TEAM_LEAD);
        Person newLead = firm.person(firm.teamB, Role.TEAM_LEAD);
        assertThat(deeds.board(deeds.executive, firm.teamA, month).getList("places.id"))
                .as("history stays where it was made")
                .contains(first.id().toString());
        assertThat(deeds.person(oldLead, first, month).getString("figures.confirmedAmount"))
                .isEqualTo("10000000.00");
        assertThat(deeds.person(newLead, first, month).getString("figures.confirmedAmount"))
                .isEqualTo("0.00");
        assertThat(firm.one("select unit_id from past_postings where person_id = ?", first.id()))
                .isEqualTo(firm.teamA.toString());
    }

    @Test
    void asOfADayIsWhatWasKnownThen() {
        LocalDate before = day.plusDays(1);
        UUID order = deeds.booked(customer, first, noon(day), "3000000.00", true);
        deeds.recompute(day, day);
        // As if the service had been there that day.
        firm.execute("update person_days set known_on = day where person_id = ?", first.id());
        String then = month + "&asOf=" + before;
        assertThat(deeds.person(first, first, then).getString("figures.bookedAmount"))
                .isEqualTo("13000000.00");
        firm.execute("update orders set status = 'CANCELLED', quota_held = false where id = ?", order);
        deeds.recompute(day, day);
        assertThat(deeds.person(first, first, month).getString("figures.bookedAmount"))
                .isEqualTo("10000000.00");
        assertThat(deeds.person(first, first, month).getInt("figures.bookings")).isEqualTo(1);
        assertThat(deeds.person(first, first, then).getString("figures.bookedAmount"))
                .isEqualTo("13000000.00");
        assertThat(deeds.board(first, null, then + "&metric=BOOKINGS").getString("own.value"))
                .isEqualTo("2");
        assertThat(deeds.person(first, first, month + "&asOf=" + day.minusDays(1))
                        .getInt("figures.bookings"))
                .as("what was done later is not of that day")
                .isZero();
        assertThat(deeds.read(first, "/me?asOf=" + before).getString("period"))
                .isEqualTo(day.toString().substring(0, 7));
    }

    @Test
    void whatIsDoneTodayShowsWithoutAsking() {
        first.once()
                .body(Map.of("kind", "CALL", "at", Instant.now().minusSeconds(1).toString(), "summary", "问候"))
                .post("/api/v1/customers/" + customer + "/interactions")
                .then()
                .statusCode(201);
        await().atMost(15, SECONDS)
                .until(() -> deeds.read(first, "/me").getInt("figures.contacts"), Integer.valueOf(1)::equals);
    }

    @Test
    void sharedOrdersCountToTheCentAndStayWithWhoSoldThem() {
        UUID order = deeds.booked(customer, first, noon(day), "1000000.00", true);
        List<Map<String, Object>> shares = List.of(
                Map.of("advisorId", first.id(), "fraction", "0.3333333333"),
                Map.of("advisorId", second.id(), "fraction", "0.3333333333"),
                Map.of("advisorId", elsewhere.id(), "fraction", "0.3333333334"));
        first.request()
                .header("If-Match", "\"0\"")
                .body(Map.of("shares", shares))
                .put("/api/v1/commissions/orders/" + order + "/shares")
                .then()
                .statusCode(200);
        deeds.confirmed(order, noon(day));
        firm.execute("update orders set advisor_id = ? where id = ?", elsewhere.id(), order);
        deeds.recompute(day, day);
        List<String> values = deeds.board(deeds.executive, firm.branch, month).getList("places.value");
        assertThat(values.stream().map(BigDecimal::new).reduce(BigDecimal::add))
                .hasValue(new BigDecimal("25000000.00"));
        assertThat(deeds.person(first, first, month).getString("figures.confirmedAmount"))
                .isIn("10333333.33", "10333333.34");
        assertThat(deeds.person(first, first, month).getInt("figures.bookings")).isEqualTo(2);
    }

    @Test
    void whatIsAskedForInVainIsRefused() {
        for (String query : List.of(
                "period=2026-13",
                "period=2026-Q5",
                "period=-5000",
                "period=9999",
                "asOf=2999-01-01",
                "asOf=x",
                "periode=2026",
                "limit=0",
                "limit=101",
                "level=FIRM",
                "metric=PLANS",
                "unitId=x")) {
            refused(first, "/leaderboards?" + query, 400);
        }
        refused(first, "/me?unit=x", 400);
        LocalDate today = deeds.today();
        for (Map<String, String> range : List.of(
                Map.of("from", today.toString(), "to", today.plusDays(1).toString()),
                Map.of("from", today.toString(), "to", today.minusDays(1).toString()),
                Map.of("from", "1999-01-01", "to", today.toString()),
                Map.of("from", today.toString()))) {
            deeds.executive
                    .once()
                    .body(range)
                    .post(Deeds.API + "/recomputations")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("INVALID_INPUT"));
        }
    }
}
