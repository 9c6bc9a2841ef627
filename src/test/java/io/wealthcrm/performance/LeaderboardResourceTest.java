package io.wealthcrm.performance;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Person;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is shown whose figures, and ranks. */
class LeaderboardResourceTest extends RankedTeams {
    @Test
    void equalOnesShareARankAndTheNextIsByAsManyGreater() {
        Person last = firm.advisorIn(firm.teamB);
        sold(last, "1000000.00");
        deeds.recompute(day, day);
        JsonPath board = deeds.board(deeds.executive, firm.branch, month);
        assertThat(board.getList("places.rank")).containsExactly(1, 2, 2, 4);
        assertThat(board.getList("places.value"))
                .containsExactly("10000000.00", "7000000.00", "7000000.00", "1000000.00");
        List<String> equal = List.of(second.id().toString(), elsewhere.id().toString());
        assertThat(board.getList("places.id").subList(1, 3))
                .isEqualTo(equal.stream().sorted().toList());
        assertThat(board.getInt("ranked")).isEqualTo(4);
        JsonPath two = deeds.board(last, null, month + "&limit=2");
        assertThat(two.getList("places.rank")).containsExactly(1, 2);
        assertThat(two.getInt("own.rank"))
                .as("one's own place is shown wherever it is")
                .isEqualTo(4);
        JsonPath teams = deeds.board(deeds.executive, firm.branch, month + "&level=TEAM");
        assertThat(teams.getList("places.id")).containsExactly(firm.teamA.toString(), firm.teamB.toString());
        assertThat(teams.getList("places.value")).containsExactly("17000000.00", "8000000.00");
        JsonPath branches = deeds.board(deeds.executive, firm.branch, month + "&level=BRANCH");
        assertThat(branches.getList("places.value")).containsExactly("25000000.00");
    }

    @Test
    void advisorsSeeNamesAndRanksOfTheirBranchAndTheirOwnAmounts() {
        JsonPath board = deeds.board(first, null, month);
        assertThat(board.getString("unitId")).isEqualTo(firm.branch.toString());
        assertThat(board.getList("places.name")).hasSize(3).contains(elsewhere.username());
        assertThat(board.getList("places.value")).containsExactly("10000000.00", null, null);
        assertThat(deeds.board(first, firm.teamB, month).getList("places.value"))
                .containsOnlyNulls();
        assertThat(deeds.board(first, null, month + "&level=TEAM").getList("places.value"))
                .containsOnlyNulls();
        refused(first, "/leaderboards?unitId=" + firm.otherTeam, 404);
        refused(first, "/leaderboards?unitId=" + firm.headOffice, 404);
        refused(first, "/people/" + second.id(), 404);
        assertThat(deeds.read(first, "/me?" + month).getString("figures.confirmedAmount"))
                .isEqualTo("10000000.00");
        assertThat(deeds.person(first, first, month).getString("figures.bookings"))
                .isEqualTo("1");
    }

    @Test
    void leadsSeeTheirLineAndOfficesAll() {
        Person lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        Person manager = firm.person(firm.branch, Role.BRANCH_MANAGER);
        Person foreign = firm.person(firm.otherBranch, Role.BRANCH_MANAGER);
        assertThat(deeds.board(lead, null, month).getList("places.value"))
                .containsOnlyOnce("10000000.00", "7000000.00", null);
        assertThat(deeds.board(manager, null, month).getList("places.value")).doesNotContainNull();
        assertThat(deeds.board(firm.office(Role.FINANCE), firm.branch, month).getList("places.value"))
                .doesNotContainNull();
        assertThat(deeds.person(lead, second, month).getString("figures.confirmedAmount"))
                .isEqualTo("7000000.00");
        refused(lead, "/people/" + elsewhere.id(), 404);
        refused(foreign, "/people/" + elsewhere.id(), 404);
        refused(foreign, "/leaderboards?unitId=" + firm.branch, 404);
        refused(manager, "/leaderboards?unitId=" + firm.headOffice, 404);
        refused(firm.office(Role.MARKETING), "/leaderboards", 403);
        refused(firm.office(Role.COMPLIANCE), "/me", 403);
    }

    @Test
    void aUnitsFiguresAreToldApartByDayPersonAndUnit() {
        Person manager = firm.person(firm.branch, Role.BRANCH_MANAGER);
        String unit = "/units/" + firm.branch + "?" + month;
        JsonPath days = deeds.read(manager, unit);
        assertThat(days.getString("figures.confirmedAmount")).isEqualTo("24000000.00");
        assertThat(days.getList("items.day")).containsExactly(day.toString());
        JsonPath units = deeds.read(manager, unit + "&groupBy=UNIT");
        assertThat(units.getList("items.id")).containsExactlyInAnyOrder(firm.teamA.toString(), firm.teamB.toString());
        assertThat(units.getList("items.figures.confirmedAmount")).containsOnlyOnce("17000000.00", "7000000.00");
        JsonPath page = deeds.read(manager, unit + "&groupBy=PERSON&limit=2");
        JsonPath rest = deeds.read(manager, unit + "&groupBy=PERSON&limit=2&cursor=" + page.getString("nextCursor"));
        List<String> ids = new ArrayList<>(page.getList("items.id"));
        ids.addAll(rest.getList("items.id"));
        assertThat(ids)
                .isSorted()
                .containsExactlyInAnyOrder(
                        first.id().toString(),
                        second.id().toString(),
                        elsewhere.id().toString());
        assertThat(rest.getString("nextCursor")).isNull();
        assertThat(rest.getString("figures.confirmedAmount"))
                .as("the whole on each page")
                .isEqualTo("24000000.00");
        assertThat(deeds.read(manager, "/units/" + firm.branch + "?period=1999-01")
                        .getInt("figures.contacts"))
                .isZero();
        Person lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        assertThat(deeds.read(lead, "/units/" + firm.teamA + "?" + month).getString("figures.confirmedAmount"))
                .isEqualTo("17000000.00");
        refused(lead, "/units/" + firm.branch, 404);
        refused(lead, "/units/" + firm.teamB, 404);
        refused(first, "/units/" + firm.teamA, 403);
        refused(manager, "/units/" + firm.branch + "?groupBy=YEAR", 400);
    }
}
