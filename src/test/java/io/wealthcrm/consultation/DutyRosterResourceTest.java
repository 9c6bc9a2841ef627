package io.wealthcrm.consultation;

import static io.wealthcrm.consultation.Questions.PATH;
import static io.wealthcrm.consultation.Questions.available;
import static io.wealthcrm.consultation.Questions.claim;
import static io.wealthcrm.consultation.Questions.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is on duty at which hours, and what that means to who asks. Only of units of the test's own. */
@OnSharedService
class DutyRosterResourceTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm");

    private Questions questions;
    private Firm firm;
    private Person duty;
    private Person lead;

    @BeforeEach
    void people(Service service) {
        questions = Questions.on(service);
        firm = questions.firm();
        duty = questions.duty();
        lead = questions.lead();
        Instant later = Instant.now().plusSeconds(3600);
        available(questions.advisor(), Map.of("onDuty", false, "awayUntil", later.toString()))
                .statusCode(200);
    }

    @Test
    void outside_of_duty_hours_the_asker_is_told_when_they_begin_and_then_who_is_on_duty() {
        ZonedDateTime opens = ZonedDateTime.now(SHANGHAI).plusHours(2).truncatedTo(ChronoUnit.MINUTES);
        put(lead, firm.teamA, 0, daily(MINUTES.format(opens), MINUTES.format(opens.plusHours(1)), duty), List.of())
                .statusCode(200);
        String id = questions.ask("有人在吗").statusCode(201).extract().path("id");
        questions
                .customer()
                .request()
                .get(PATH + "/" + id + "/messages")
                .then()
                .body("items", hasSize(2))
                .body("items[1].kind", equalTo("system"))
                .body("items[1].body.event", equalTo("CONSULTATION_OFF_DUTY"))
                .body("items[1].body.opensAt", equalTo(opens.toInstant().toString()));
        assertThat(questions.told(duty, id)).isEqualTo("0");
        claim(duty, id).statusCode(409).body("code", equalTo("NOT_ON_DUTY"));
        view(lead, id).body("state", equalTo("QUEUED")).body("dutyWaitSeconds", equalTo(0));

        put(lead, firm.teamA, 1, daily("00:00", "00:00", duty), List.of()).statusCode(200);
        await().atMost(Duration.ofSeconds(25)).until(() -> questions.told(duty, id), "1"::equals);
        claim(duty, id).statusCode(200);

        // What was measured stays, whatever becomes of the roster.
        firm.execute(
                "update consultations set asked_at = asked_at - interval '1 hour' where id = ?", UUID.fromString(id));
        duty.once().post(PATH + "/" + id + "/closure").then().statusCode(200);
        put(lead, firm.teamA, 2, List.of(), List.of()).statusCode(200);
        view(lead, id).body("dutyWaitSeconds", allOf(greaterThanOrEqualTo(3600), lessThan(3700)));
    }

    @Test
    void a_date_has_its_own_shifts_or_none() {
        LocalDate today = LocalDate.now(SHANGHAI);
        List<Object> closed = List.of(Map.of("date", today.toString(), "shifts", List.of()));
        put(lead, firm.teamA, 0, daily("00:00", "00:00", duty), closed).statusCode(200);
        assertThat(opens("now()")).isEqualTo(midnightAfter(today));
        List<Object> evening = List.of(Map.of(
                "date",
                today.toString(),
                "shifts",
                List.of(Map.of("from", "23:59", "to", "00:30", "people", List.of(lead.id())))));
        put(lead, firm.teamA, 1, daily("00:00", "00:00", duty), evening)
                .statusCode(200)
                .body("dates[0].shifts[0].people", contains(lead.id().toString()));
        String onDuty = "select string_agg(cast(p as text), ' ') from on_duty(?, ?::timestamptz, 'Asia/Shanghai') p";
        assertThat(firm.one(onDuty, firm.teamA, today + "T23:59:30+08:00"))
                .isEqualTo(lead.id().toString());
        assertThat(firm.one(onDuty, firm.teamA, today + "T12:00:00+08:00")).isNull();
        assertThat(firm.one(onDuty, firm.teamA, today.plusDays(1) + "T00:10:00+08:00"))
                .contains(lead.id().toString(), duty.id().toString());
    }

    @Test
    void the_wait_counts_hours_on_duty_once_however_many_are_there() {
        put(
                        lead,
                        firm.teamA,
                        0,
                        List.of(
                                shift(1, "09:00", "18:00", duty),
                                shift(1, "12:00", "20:00", lead),
                                shift(2, "09:00", "18:00", duty),
                                shift(7, "22:00", "06:00", lead)),
                        List.of())
                .statusCode(200);
        // Monday 2 March 2026: 05:00–06:00 from Sunday's shift, 09:00–20:00, and Tuesday 09:00–10:00.
        assertThat(seconds("2026-03-02T05:00+08:00", "2026-03-03T10:00+08:00")).isEqualTo("46800");
        assertThat(seconds("2026-03-04T00:00+08:00", "2026-03-05T00:00+08:00")).isEqualTo("0");
        put(lead, firm.teamA, 1, List.of(), List.of()).statusCode(200);
        assertThat(seconds("2026-03-02T05:00+08:00", "2026-03-03T10:00+08:00")).isNull();
    }

    @Test
    void the_nearest_roster_above_holds_and_without_any_the_people_s_own_word() {
        Person manager = firm.person(firm.branch, Role.BRANCH_MANAGER);
        put(manager, firm.branch, 0, daily("00:00", "00:00", manager), List.of())
                .statusCode(200);
        String first = questions.ask("在吗").statusCode(201).extract().path("id");
        assertThat(questions.told(manager, first)).isEqualTo("1");
        assertThat(questions.told(duty, first)).isEqualTo("0");
        manager.once().post(PATH + "/" + first + "/closure").then().statusCode(200);

        put(manager, firm.branch, 1, List.of(), List.of()).statusCode(200).body("weekly", empty());
        String second = questions.ask("还在吗").statusCode(201).extract().path("id");
        assertThat(questions.told(duty, second)).isEqualTo("1");
        assertThat(questions.told(manager, second)).isEqualTo("0");
        view(lead, second).body("dutyWaitSeconds", nullValue());
    }

    @Test
    void dates_alone_make_no_roster() {
        List<Object> gone = List.of(Map.of(
                "date",
                "2026-11-01",
                "shifts",
                List.of(Map.of("from", "09:00", "to", "18:00", "people", List.of(lead.id())))));
        put(lead, firm.teamA, 0, List.of(), gone).statusCode(200);

        assertThat(firm.one("select duty_roster(?)", firm.teamA)).isNull();
        assertThat(onDuty(Instant.now())).contains(duty.id().toString());
    }

    @Test
    void who_has_left_or_moved_is_not_on_duty() {
        put(lead, firm.teamA, 0, List.of(shift(1, "09:00", "18:00", duty), shift(1, "09:00", "18:00", lead)), List.of())
                .statusCode(200);
        Instant monday = Instant.parse("2026-03-02T02:00:00Z");
        assertThat(onDuty(monday)).contains(duty.id().toString(), lead.id().toString());

        firm.execute("update users set unit_id = ? where id = ?", firm.teamB, duty.id());
        assertThat(onDuty(monday)).isEqualTo(lead.id().toString());
        firm.execute("update users set active = false where id = ?", lead.id());
        assertThat(firm.one("select duty_roster(?)", firm.teamA)).isNull();
    }

    /** In the night in which Berlin's clock goes from two to three. */
    @Test
    void a_shift_in_an_hour_the_clock_leaves_out_is_none() {
        put(lead, firm.teamA, 0, List.of(shift(7, "02:30", "03:00", duty), shift(1, "09:00", "18:00", duty)), List.of())
                .statusCode(200);

        assertThat(firm.one(
                        "select count(*) from on_duty(?, '2027-03-28T01:10:00Z'::timestamptz, 'Europe/Berlin')",
                        firm.teamA))
                .isEqualTo("0");
        assertThat(firm.one(
                        "select duty_opens(?, '2027-03-28T01:10:00Z'::timestamptz, 'Europe/Berlin') = '2027-03-29T07:00:00Z'::timestamptz",
                        firm.teamA))
                .isEqualTo("t");
        assertThat(seconds("2026-03-02T10:00+08:00", "2026-03-02T09:00+08:00")).isEqualTo("0");
    }

    private String onDuty(Instant at) {
        return firm.one(
                "select string_agg(cast(p as text), ' ') from on_duty(?, ?::timestamptz, 'Asia/Shanghai') p",
                firm.teamA,
                at.toString());
    }

    @Test
    void it_is_set_by_who_leads_the_unit_and_names_who_can_answer_there() {
        List<Object> good = List.of(shift(1, "09:00", "18:00", duty));
        put(duty, firm.teamA, 0, good, List.of()).statusCode(403);
        put(lead, firm.branch, 0, List.of(shift(1, "09:00", "18:00", lead)), List.of())
                .statusCode(403);
        put(firm.person(firm.teamB, Role.TEAM_LEAD), firm.teamA, 0, good, List.of())
                .statusCode(404);
        put(lead, UUID.randomUUID(), 0, good, List.of()).statusCode(404);
        Person manager = firm.person(firm.branch, Role.BRANCH_MANAGER);
        for (Person beyond : List.of(firm.advisorIn(firm.teamB), firm.office(Role.COMPLIANCE), questions.customer())) {
            put(lead, firm.teamA, 0, List.of(shift(1, "09:00", "18:00", beyond)), List.of())
                    .statusCode(422)
                    .body("code", equalTo("UNKNOWN_ANSWERER"));
        }
        put(manager, firm.branch, 0, good, List.of()).statusCode(422);
        put(lead, firm.teamA, 0, List.of(shift(8, "09:00", "18:00", duty)), List.of())
                .statusCode(400);
        put(lead, firm.teamA, 0, List.of(good.get(0), shift(1, "09:00", "12:00", duty)), List.of())
                .statusCode(400);
        Map<String, Object> day = Map.of("date", "2026-10-01", "shifts", List.of());
        put(lead, firm.teamA, 0, good, List.of(day, day)).statusCode(400);
        lead.request()
                .body(Map.of("weekly", good, "dates", List.of()))
                .put(path(firm.teamA))
                .then()
                .statusCode(428);
        assertThat(firm.one("select count(*) from duty_rosters where unit_id in (?, ?)", firm.teamA, firm.branch))
                .isEqualTo("0");

        put(manager, firm.teamA, 0, good, List.of(day)).statusCode(200);
        put(lead, firm.teamA, 0, good, List.of()).statusCode(412);
        duty.request()
                .get(path(firm.teamA))
                .then()
                .body("version", equalTo(1))
                .body("weekly[0].from", equalTo("09:00"))
                .body("dates.date", contains("2026-10-01"))
                .body("dates[0].shifts", empty());
        firm.advisorIn(firm.otherTeam).request().get(path(firm.teamA)).then().statusCode(404);
        assertThat(firm.one(
                        "select count(*) from audit_log where action = 'DUTY_ROSTER_CHANGED' and subject_id = ?",
                        firm.teamA))
                .isEqualTo("1");
    }

    private String opens(String at) {
        return firm.one(
                "select to_char(duty_opens(?, " + at
                        + ", 'Asia/Shanghai') at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')",
                firm.teamA);
    }

    private static String midnightAfter(LocalDate day) {
        return day.plusDays(1).atStartOfDay(SHANGHAI).toInstant().toString();
    }

    private String seconds(String from, String to) {
        return firm.one(
                "select duty_seconds(?, ?::timestamptz, ?::timestamptz, 'Asia/Shanghai')", firm.teamA, from, to);
    }

    private static List<Object> daily(String from, String to, Person person) {
        return IntStream.rangeClosed(1, 7)
                .<Object>mapToObj(weekday -> shift(weekday, from, to, person))
                .toList();
    }

    private static Map<String, Object> shift(int weekday, String from, String to, Person person) {
        return Map.of("weekday", weekday, "from", from, "to", to, "people", List.of(person.id()));
    }

    private static ValidatableResponse put(Person by, UUID unit, int version, List<Object> weekly, List<?> dates) {
        return by.request()
                .header("If-Match", "\"" + version + "\"")
                .body(Map.of("weekly", weekly, "dates", dates))
                .put(path(unit))
                .then();
    }

    private static String path(UUID unit) {
        return PATH + "/rosters/" + unit;
    }
}
