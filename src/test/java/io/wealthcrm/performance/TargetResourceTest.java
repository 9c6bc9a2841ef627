package io.wealthcrm.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Targets from the branch down to people: who sets them, how they are split, how far they are reached. */
@OnSharedService
class TargetResourceTest {
    private static final String TARGETS = Deeds.API + "/targets";

    private Deeds deeds;
    private Firm firm;
    private Person advisor;
    private Person lead;
    private Person manager;
    private LocalDate today;
    private String month;

    @BeforeEach
    void people(Service service) {
        deeds = new Deeds(service);
        firm = deeds.firm;
        advisor = firm.advisor();
        lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        manager = firm.person(firm.branch, Role.BRANCH_MANAGER);
        today = deeds.today();
        month = YearMonth.from(today).toString();
    }

    @Test
    void targetsComeFromAboveAndAreReachedByWhatIsDone() {
        set(deeds.executive, 0, unit(firm.branch, "9000000.00")).statusCode(200).body("version", equalTo(1));
        set(manager, 0, unit(firm.teamA, "6000000.00")).statusCode(200);
        set(lead, 0, person(advisor, "4000000.00")).statusCode(200).body("value", equalTo("4000000.00"));
        UUID customer = firm.customerOf(advisor, "目标客户");
        deeds.confirmed(
                deeds.booked(customer, advisor, Deeds.noon(today.withDayOfMonth(1)), "3000000.00", true),
                today.withDayOfMonth(1).atStartOfDay(Deeds.ZONE).toInstant());
        deeds.recompute(today.withDayOfMonth(1), today);

        var own = deeds.read(advisor, "/me?period=" + month);
        assertThat(own.getString("targets[0].metric")).isEqualTo("CONFIRMED_AMOUNT");
        assertThat(own.getString("targets[0].reached")).isEqualTo("3000000.00");
        assertThat(own.getString("targets[0].part")).isEqualTo("0.7500");
        var table = deeds.read(manager, "/targets?period=" + month);
        assertThat(table.getString("own.part")).isEqualTo("0.3333");
        assertThat(table.getString("sum")).isEqualTo("6000000.00");
        assertThat(table.getList("below.unitId")).contains(firm.teamA.toString(), firm.teamB.toString());
        assertThat(table.getString("below.find { it.unitId == '" + firm.teamA + "' }.part"))
                .isEqualTo("0.5000");
        assertThat(deeds.read(lead, "/targets?period=" + month)
                        .getString("below.find { it.personId == '" + advisor.id() + "' }.reached"))
                .isEqualTo("3000000.00");
        assertThat(deeds.read(deeds.executive, "/units/" + firm.branch + "?period=" + month)
                        .getString("targets[0].part"))
                .isEqualTo("0.3333");
    }

    @Test
    void nobodySetsTheOwnTargetNorThoseOfOthersLines() {
        set(lead, 0, unit(firm.teamA, "1.00")).statusCode(403).body("code", equalTo("TARGET_FROM_ABOVE"));
        set(lead, 0, person(lead, "1.00")).statusCode(403).body("code", equalTo("TARGET_FROM_ABOVE"));
        set(lead, 0, unit(firm.branch, "1.00")).statusCode(404);
        set(lead, 0, unit(firm.teamB, "1.00")).statusCode(404);
        set(lead, 0, person(firm.advisorIn(firm.teamB), "1.00")).statusCode(404);
        set(manager, 0, unit(firm.otherBranch, "1.00")).statusCode(404);
        set(advisor, 0, person(advisor, "1.00")).statusCode(403);
        set(firm.office(Role.OPERATIONS), 0, unit(firm.teamA, "1.00")).statusCode(403);
        set(deeds.executive, 0, person(firm.office(Role.FINANCE), "1.00")).statusCode(404);
        assertThat(firm.one(
                        "select count(*) from targets where subject_id in (?, ?, ?, ?)",
                        firm.teamA,
                        firm.branch,
                        lead.id(),
                        advisor.id()))
                .isEqualTo("0");
        lead.request().get(TARGETS + "?unitId=" + firm.teamB).then().statusCode(404);
        advisor.request().get(TARGETS).then().statusCode(403);
    }

    @Test
    void ofTwoWhoEditAtOnceOneWins() {
        Map<String, Object> target = unit(firm.teamA, "5000000.00");
        List<Integer> firsts = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> put(i % 2 == 0 ? manager : deeds.executive, "\"0\"", target)
                        .statusCode())
                .toList();
        assertThat(firsts).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 412);
        set(manager, 1, unit(firm.teamA, "0")).statusCode(200).body("version", equalTo(2));
        set(manager, 1, target).statusCode(412);
        put(manager, null, target).then().statusCode(428);
        assertThat(firm.one(
                        "select count(*) || '/' || max(v.version) from target_versions v join targets t on t.id = v.target_id"
                                + " where t.subject_id = ?",
                        firm.teamA))
                .isEqualTo("2/2");
        var table = deeds.read(manager, "/targets?period=" + month);
        assertThat(table.getString("below.find { it.unitId == '" + firm.teamA + "' }.value"))
                .isNull();
    }

    @Test
    void asOfADayTheTargetIsTheOneOfThen() {
        LocalDate yesterday = today.minusDays(1);
        String period = YearMonth.from(yesterday).toString();
        UUID target = Ids.next();
        firm.execute(
                "insert into targets (id, unit_id, metric, kind, starts_on, version) values (?, ?, 'CONTACTS', 'QUARTER', ?, 1)",
                target,
                firm.teamA,
                quarter(yesterday));
        firm.execute(
                "insert into target_versions (target_id, version, value, known_on, set_by, set_at) values (?, 1, 500, ?, ?, now())",
                target,
                yesterday,
                manager.id());
        String name = quarter(yesterday).getYear() + "-Q" + (quarter(yesterday).getMonthValue() / 3 + 1);
        Map<String, Object> changed = with(with(unit(firm.teamA, "700"), "metric", "CONTACTS"), "period", name);
        if (quarter(today).equals(quarter(yesterday))) {
            set(manager, 1, changed).statusCode(200).body("value", equalTo("700"));
            assertThat(value(name, "")).isEqualTo("700");
        } else {
            set(manager, 1, changed).statusCode(409);
        }
        assertThat(value(name, "&asOf=" + yesterday)).isEqualTo("500");
        assertThat(value(name, "&asOf=" + yesterday.minusDays(1))).isNull();
        assertThat(deeds.read(manager, "/targets?metric=CONTACTS&period=" + period)
                        .getString("own.value"))
                .as("a month's is not the quarter's")
                .isNull();
    }

    private String value(String period, String asOf) {
        return deeds.read(manager, "/targets?metric=CONTACTS&unitId=" + firm.teamA + "&period=" + period + asOf)
                .getString("own.value");
    }

    private static LocalDate quarter(LocalDate day) {
        return day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / 3 * 3 + 1);
    }

    @Test
    void aTargetIsSplitToTheCentEquallyOrAsBefore() {
        Person second = firm.advisor();
        LocalDate before = today.withDayOfMonth(1).minusDays(1);
        UUID customer = firm.customerOf(advisor, "分解客户");
        deeds.confirmed(deeds.booked(customer, advisor, Deeds.noon(before), "2000000.00", true), Deeds.noon(before));
        deeds.confirmed(deeds.booked(customer, second, Deeds.noon(before), "1000000.00", true), Deeds.noon(before));
        deeds.recompute(before, before);
        split(lead, 1, "EQUALLY", false).statusCode(412);
        set(manager, 0, unit(firm.teamA, "1000000.00")).statusCode(200);
        Person third = firm.advisor();
        set(manager, 0, person(lead, "70000.00")).statusCode(200);
        var equal = split(lead, 1, "EQUALLY", false).statusCode(200).extract().jsonPath();
        for (Person person : List.of(advisor, second, third)) {
            assertThat(equal.getString("below.find { it.personId == '" + person.id() + "' }.value"))
                    .startsWith("333333.3");
        }
        // The lead sells, too, but has a target from above.
        assertThat(equal.getString("below.find { it.personId == '" + lead.id() + "' }.value"))
                .isEqualTo("70000.00");
        assertThat(equal.getString("sum")).isEqualTo("1070000.00");
        split(lead, 1, "LAST_PERIOD", false).statusCode(409).body("code", equalTo("TARGETS_SET"));
        var as = split(lead, 1, "LAST_PERIOD", true).statusCode(200).extract().jsonPath();
        assertThat(as.getString("below.find { it.personId == '" + advisor.id() + "' }.value"))
                .isEqualTo("666666.67");
        assertThat(as.getString("below.find { it.personId == '" + second.id() + "' }.value"))
                .isEqualTo("333333.33");
        split(manager, 0, "EQUALLY", false, firm.branch).statusCode(409).body("code", equalTo("TARGET_MISSING"));
        split(lead, 0, "EQUALLY", false, firm.teamB).statusCode(404);
    }

    @Test
    void whatIsNoTargetIsRefused() {
        for (Map<String, Object> wrong : List.of(
                with(unit(firm.teamA, "1.00"), "period", "2026"),
                with(unit(firm.teamA, "1.00"), "period", "x"),
                with(unit(firm.teamA, "1.00"), "metric", "LUCK"),
                with(unit(firm.teamA, "1.005"), "metric", "CONFIRMED_AMOUNT"),
                with(unit(firm.teamA, "1.50"), "metric", "CONTACTS"),
                unit(firm.teamA, "-1.00"),
                unit(firm.teamA, "1e9"),
                unit(firm.teamA, "1000000000000000000"),
                with(unit(firm.teamA, "1.00"), "personId", advisor.id()))) {
            set(deeds.executive, 0, wrong).statusCode(400);
        }
        set(
                        deeds.executive,
                        0,
                        with(
                                unit(firm.teamA, "1.00"),
                                "period",
                                YearMonth.from(today).minusMonths(1).toString()))
                .statusCode(409)
                .body("code", equalTo("TARGET_PERIOD_OVER"));
        manager.request().get(TARGETS + "?unit=x").then().statusCode(400);
    }

    private ValidatableResponse set(Person by, int version, Map<String, Object> body) {
        return put(by, "\"" + version + "\"", body).then();
    }

    private static Response put(Person by, String ifMatch, Map<String, Object> body) {
        var request = by.request().body(body);
        return (ifMatch == null ? request : request.header("If-Match", ifMatch)).put(TARGETS);
    }

    private ValidatableResponse split(Person by, int version, String how, boolean replace) {
        return split(by, version, how, replace, firm.teamA);
    }

    private ValidatableResponse split(Person by, int version, String how, boolean replace, UUID unit) {
        Map<String, Object> body = Map.of("unitId", unit, "metric", "CONFIRMED_AMOUNT", "period", month, "by", how);
        return by.once()
                .header("If-Match", "\"" + version + "\"")
                .body(replace ? with(body, "replace", true) : body)
                .post(TARGETS + "/distribution")
                .then();
    }

    private Map<String, Object> unit(UUID unit, String value) {
        return Map.of("unitId", unit, "metric", "CONFIRMED_AMOUNT", "period", month, "value", value);
    }

    private Map<String, Object> person(Person person, String value) {
        return Map.of("personId", person.id(), "metric", "CONFIRMED_AMOUNT", "period", month, "value", value);
    }

    private static Map<String, Object> with(Map<String, Object> body, String name, Object value) {
        Map<String, Object> changed = new HashMap<>(body);
        changed.put(name, value);
        return changed;
    }
}
