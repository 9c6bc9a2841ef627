package io.wealthcrm.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A customer at one look; that it takes two statements is in {@code RoundTripServiceTest}. */
@OnSharedService
class OverviewResourceTest {
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    private static Firm firm;
    private static Person advisor;
    private UUID customer;

    @BeforeAll
    static void open(Service service) {
        firm = Firm.on(service);
        advisor = firm.advisor();
    }

    @BeforeEach
    void customer() {
        customer = firm.buyerOf(advisor, "辛弃疾");
    }

    private ValidatableResponse overview(Person person) {
        return person.request()
                .get("/api/v1/customers/" + customer + "/overview")
                .then();
    }

    private void hold(UUID product, String principal, String shares, int maturesIn) {
        firm.execute(
                """
                insert into holdings (id, customer_id, product_id, order_id, advisor_id, unit_id, principal, shares, opened_on,
                                      matures_on)
                values (uuidv7(), ?, ?, uuidv7(), ?, ?, cast(? as numeric), cast(? as numeric), ?, ?)""",
                customer,
                product,
                advisor.id(),
                firm.teamA,
                principal,
                shares,
                TODAY.minusDays(30),
                TODAY.plusDays(maturesIn));
    }

    private void interact(String kind, Instant at, String summary) {
        advisor.once()
                .body(Map.of("kind", kind, "at", at.toString(), "summary", summary))
                .post("/api/v1/customers/" + customer + "/interactions")
                .then()
                .statusCode(201);
    }

    private void complain() {
        advisor.once()
                .body(Map.of("kind", "COMPLAINT", "category", "SERVICE", "subject", "电话无人接听", "text", "多次致电"))
                .post("/api/v1/customers/" + customer + "/complaints")
                .then()
                .statusCode(201);
    }

    private void consent(String purpose, boolean granted) {
        advisor.once()
                .body(Map.of("purpose", purpose, "granted", granted))
                .post("/api/v1/customers/" + customer + "/consents")
                .then()
                .statusCode(201);
    }

    private UUID book(UUID product) {
        return UUID.fromString(advisor.once()
                .body(Map.of("customerId", customer, "productId", product, "amount", "1000000.00"))
                .post("/api/v1/orders")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    @Test
    void beginsWithTheProfileAndNothingElse() {
        Map<String, Object> profile = advisor.request()
                .get("/api/v1/customers/" + customer)
                .jsonPath()
                .getMap("$");

        ValidatableResponse overview = overview(advisor).statusCode(200);

        assertThat(overview.extract().jsonPath().getMap("profile")).isEqualTo(profile);
        for (String section :
                List.of("holdings", "holdingTotals", "orders", "reminders", "contacts", "complaints", "consents")) {
            overview.body(section, empty());
        }
        overview.body("contribution.contribution", equalTo("0.00"));
    }

    /** A firm that looks into an advisor's dealings does not tell him. */
    @Test
    void whatAnOfficePlansAboutACustomerIsToldToNobodyElse() {
        Person compliance = firm.office(Role.COMPLIANCE);
        String task = compliance
                .once()
                .body(Map.of(
                        "title",
                        "核查销售行为",
                        "customerId",
                        customer,
                        "dueAt",
                        Instant.now().plus(1, ChronoUnit.DAYS).toString()))
                .post("/api/v1/agenda/tasks")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        overview(compliance).body("reminders.title", hasItem("核查销售行为"));
        overview(advisor).statusCode(200).body("reminders", empty());
        compliance
                .once()
                .body(Map.of("outcome", "上报"))
                .post("/api/v1/agenda/tasks/" + task + "/completion")
                .then()
                .statusCode(200);
        for (Person reader : List.of(advisor, compliance)) {
            reader.request()
                    .get("/api/v1/customers/" + customer + "/timeline")
                    .then()
                    .statusCode(200)
                    .body("items.kind", not(hasItem("TASK_DONE")));
        }
    }

    @Test
    void valuesHoldingsAsTheirOwnRouteAndAddsThemUpByCurrency() {
        UUID fund = firm.product(Map.of("kind", "'NAV_FUND'", "term_days", "null"));
        UUID dollars = firm.product(Map.of("currency", "'USD'"));
        firm.execute(
                "insert into navs (product_id, nav_date, nav, recorded_at) values (?, ?, 1.2345, now())",
                fund,
                TODAY.minusDays(1));
        hold(fund, "1000000", "900000.1234", 30);
        hold(fund, "500000", "500000", 60);
        hold(dollars, "200000", null, 90);
        firm.execute(
                "update holdings set status = 'REDEEMED', ended_on = ? where customer_id = ? and principal = 500000",
                TODAY,
                customer);

        List<String> values = advisor.request()
                .get("/api/v1/customers/" + customer + "/holdings")
                .jsonPath()
                .getList("items.findAll { it.status == 'OPEN' }.value");

        overview(advisor)
                .body("holdings.value", equalTo(values))
                .body("holdings.value", equalTo(List.of("200000.00", "1111050.15")))
                .body("holdingTotals.currency", equalTo(List.of("CNY", "USD")))
                .body("holdingTotals.value", equalTo(List.of("1111050.15", "200000.00")))
                .body("holdingTotals.principal", equalTo(List.of("1000000.00", "200000.00")))
                .body("holdingTotals.holdings", equalTo(List.of(1, 1)));
    }

    @Test
    void tellsWhatComesNextAndWhatWasLast() {
        UUID product = firm.product();
        hold(product, "1000000", null, 10);
        firm.execute(
                "update customers set birthday = ? where id = ?",
                TODAY.plusDays(3).minusYears(40),
                customer);
        firm.execute(
                """
                insert into tasks (id, title, customer_id, assignee_id, origin, priority, due_at, first_due_at, created_by,
                                   created_at)
                values (uuidv7(), '寄送净值报告', ?, ?, 'MANUAL', 'NORMAL', now() - interval '2 days', now() - interval '2 days', ?, now())""",
                customer,
                advisor.id(),
                advisor.id());
        Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        for (int ago = 6; ago > 0; ago--) {
            interact("CALL", at.minusSeconds(ago * 60L), "第" + ago + "次");
        }
        interact("NOTE", at, "内部备注");

        overview(advisor)
                .body("reminders.kind", equalTo(List.of("FOLLOW_UP", "BIRTHDAY", "MATURITY")))
                .body("reminders[0].title", equalTo("寄送净值报告"))
                .body("reminders[1].date", equalTo(TODAY.plusDays(3).toString()))
                .body("reminders[2].productId", equalTo(product.toString()))
                .body("contacts.summary", equalTo(List.of("第1次", "第2次", "第3次", "第4次", "第5次")))
                .body("contacts[0].byName", equalTo(advisor.username()))
                .body("contacts[0].at", equalTo(at.minusSeconds(60).toString()));
    }

    @Test
    void showsOrdersUnderWayOpenComplaintsAndTheNewestConsents() {
        UUID product = firm.product();
        UUID order = book(product);
        UUID cancelled = book(firm.product());
        advisor.once()
                .post("/api/v1/orders/" + cancelled + "/cancellation")
                .then()
                .statusCode(200);
        complain();
        complain();
        firm.execute(
                """
                update complaints set due_at = now() - interval '1 minute'
                 where id = (select id from complaints where customer_id = ? order by id limit 1)""",
                customer);
        consent("MARKETING", true);
        consent("MARKETING", false);
        consent("PERSONAL_DATA", true);

        overview(advisor)
                .body("orders.id", equalTo(List.of(order.toString())))
                .body("orders[0].productId", equalTo(product.toString()))
                .body("orders[0].amount", equalTo("1000000.00"))
                .body("orders[0].status", equalTo("BOOKED"))
                .body("orders[0].gates.find { it.gate == 'CONTRACT' }.status", equalTo("BLOCKED"))
                .body("complaints", hasSize(2))
                .body("complaints.overdue", equalTo(List.of(true, false)))
                .body("complaints[0].subject", equalTo("电话无人接听"))
                .body("consents.purpose", equalTo(List.of("MARKETING", "PERSONAL_DATA")))
                .body("consents.granted", equalTo(List.of(false, true)))
                .body("consents.holds", equalTo(List.of(false, true)));
    }

    @Test
    void anOrderThatAnotherSoldAndKeptIsInSightOfTheirLeadOnly() {
        UUID order = book(firm.product());
        Person other = firm.advisorIn(firm.teamB);
        firm.execute("update orders set advisor_id = ?, unit_id = ? where id = ?", other.id(), firm.teamB, order);

        overview(advisor).body("orders", empty());
        overview(firm.person(firm.branch, Role.BRANCH_MANAGER)).body("orders.id", equalTo(List.of(order.toString())));
    }

    @Test
    void customersSeeTheirOwnWithoutTheFirmsRemarks() {
        Person app = firm.appOf(advisor, "李清照");
        customer = UUID.fromString(app.request().get("/api/v1/me").path("customerId"));
        UUID order = book(firm.product());
        hold(firm.product(), "1000000", null, 10);
        firm.execute(
                """
                update customers set birthday = ?, extra = jsonb_build_object('remark', '犹豫') where id = ?""",
                TODAY.plusDays(3).minusYears(40),
                customer);
        interact("CALL", Instant.now().minusSeconds(60), "犹豫，价格敏感");
        complain();

        overview(app)
                .statusCode(200)
                .body("profile.id", equalTo(customer.toString()))
                .body("profile.extra", nullValue())
                .body("orders.id", equalTo(List.of(order.toString())))
                .body("holdings", hasSize(1))
                .body("reminders.kind", equalTo(List.of("MATURITY")))
                .body("complaints", hasSize(1))
                .body("complaints[0].severity", nullValue())
                .body("complaints[0].level", nullValue())
                .body("contacts", empty())
                .body("households", empty())
                .body("contribution", nullValue());
        overview(advisor).body("profile.extra.remark", equalTo("犹豫"));
        overview(firm.appOf(advisor, "朱淑真")).statusCode(404);
    }

    @Test
    void outOfSightItDoesNotExist() {
        overview(firm.advisor()).statusCode(404);
        overview(firm.person(firm.otherBranch, Role.BRANCH_MANAGER)).statusCode(404);
        overview(firm.office(Role.MARKETING)).statusCode(403);
        overview(firm.office(Role.CALLBACK)).statusCode(200);
        customer = UUID.randomUUID();
        overview(firm.office(Role.COMPLIANCE)).statusCode(404);
    }
}
