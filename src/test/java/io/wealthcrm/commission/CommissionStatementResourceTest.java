package io.wealthcrm.commission;

import static io.wealthcrm.commission.Desk.id;
import static io.wealthcrm.commission.Desk.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who reads whose statement, and what stands in it. */
@OnSharedService
class CommissionStatementResourceTest {
    private final Desk desk;

    CommissionStatementResourceTest(Service service) {
        desk = Desk.of(service);
    }

    @Test
    void everybodySeesTheOwnLine() {
        Person mate = desk.firm.advisor();
        Person stranger = desk.firm.advisorIn(desk.firm.otherTeam);
        Person lead = desk.firm.person(desk.firm.teamA, Role.TEAM_LEAD);
        Person manager = desk.firm.person(desk.firm.branch, Role.BRANCH_MANAGER);
        Person otherManager = desk.firm.person(desk.firm.otherBranch, Role.BRANCH_MANAGER);
        UUID plan = desk.plan(rule("ADVISOR", "0.00", "0.0050"), rule("BRANCH_MANAGER", "0.00", "0.0005"));
        desk.sale(desk.advisor, "1000000.00");
        desk.sale(mate, "1000000.00");
        desk.sale(stranger, "1000000.00");
        UUID run = id(desk.run(plan, desk.month).statusCode(200));
        list(desk.finance).body("items", empty());
        desk.approve(desk.controller, run).statusCode(200);

        sees(desk.advisor, desk.advisor);
        sees(lead, desk.advisor, mate);
        sees(manager, desk.advisor, mate, manager);
        sees(otherManager, stranger, otherManager);
        Person[] all = {desk.advisor, mate, stranger, manager, otherManager};
        sees(desk.finance, all);
        sees(desk.firm.office(Role.EXECUTIVE), all);
        desk.firm.office(Role.OPERATIONS).request().get(path("")).then().statusCode(403);
        get(desk.advisor, mate).statusCode(404);
        get(lead, stranger).statusCode(404);
        get(lead, manager).statusCode(404);
        get(manager, mate).statusCode(200).body("totals[0].net", equalTo("5000.00"));
    }

    @Test
    void aStatementAddsUpItsLinesPageByPage() {
        UUID plan = desk.plan(rule("ADVISOR", "0.00", "0.0050"));
        UUID lost = desk.sale(desk.advisor, "1000000.00");
        desk.settle(plan, desk.month);
        desk.rescind(lost);
        String next = desk.month.plusMonths(1) + "-05T12:00:00+08:00";
        UUID first = desk.sale(desk.advisor, desk.product, "2000000.00", next);
        UUID second = desk.sale(desk.advisor, desk.product, "3000000.00", next);
        desk.settle(plan, desk.month.plusMonths(1));
        String path =
                "/api/v1/commissions/statements/" + desk.advisor.id() + "?limit=2&month=" + desk.month.plusMonths(1);
        ValidatableResponse page = desk.advisor
                .request()
                .get(path)
                .then()
                .statusCode(200)
                .body("totals", hasSize(1))
                .body("totals[0].currency", equalTo("CNY"))
                .body("totals[0].lines", equalTo(3))
                .body("totals[0].earned", equalTo("25000.00"))
                .body("totals[0].clawedBack", equalTo("-5000.00"))
                .body("totals[0].net", equalTo("20000.00"))
                .body("lines.items", hasSize(2))
                .body("lines.items[0].kind", equalTo("REVERSAL"))
                .body("lines.items[0].reversesId", notNullValue());
        String cursor = page.extract().path("lines.nextCursor");
        String onFirst = page.extract().path("lines.items[1].orderId");
        String onSecond = desk.advisor
                .request()
                .get(path + "&cursor=" + cursor)
                .then()
                .body("lines.items", hasSize(1))
                .body("lines.nextCursor", nullValue())
                .extract()
                .path("lines.items[0].orderId");
        assertThat(new String[] {onFirst, onSecond}).containsExactlyInAnyOrder(first.toString(), second.toString());
    }

    @Test
    void listsArePagedAndMonthsAreMonths() {
        UUID plan = desk.plan(rule("ADVISOR", "0.00", "0.0050"));
        Person mate = desk.firm.advisor();
        desk.sale(desk.advisor, "1000000.00");
        desk.sale(mate, "1000000.00");
        desk.settle(plan, desk.month);
        String cursor = desk.finance
                .request()
                .get(path("&limit=1"))
                .then()
                .statusCode(200)
                .body("items.personId", contains(desk.advisor.id().toString()))
                .extract()
                .path("nextCursor");
        desk.finance
                .request()
                .get(path("&limit=1&cursor=" + cursor))
                .then()
                .body("items.personId", contains(mate.id().toString()))
                .body("nextCursor", nullValue());
        desk.advisor.request().get("/api/v1/commissions/statements").then().statusCode(400);
        desk.advisor
                .request()
                .get("/api/v1/commissions/statements?month=2001-00")
                .then()
                .statusCode(400);
        get(desk.advisor, desk.finance).statusCode(404);
    }

    private void sees(Person reader, Person... whose) {
        list(reader)
                .body(
                        "items.personId",
                        containsInAnyOrder(Arrays.stream(whose)
                                .map(person -> person.id().toString())
                                .toArray(String[]::new)));
    }

    private ValidatableResponse list(Person reader) {
        return reader.request().get(path("&limit=100")).then().statusCode(200);
    }

    private ValidatableResponse get(Person reader, Person whose) {
        return reader.request()
                .get("/api/v1/commissions/statements/{id}?month=" + desk.month, whose.id())
                .then();
    }

    private String path(String more) {
        return "/api/v1/commissions/statements?month=" + desk.month + more;
    }
}
