package io.wealthcrm.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Costs of channels against customers laid in by hand; a service of its own, as the firm's report is of all. */
class ChannelCostServiceTest {
    private static final String COSTS = "/api/v1/channel-costs";

    private static Service service;
    private static Books books;
    private static Firm firm;
    private static Person manager;
    private static Person executive;
    private static YearMonth now;

    @BeforeAll
    static void start() {
        service = Service.named("channel-costs").withoutDemo().start();
        books = Books.of(service);
        firm = books.firm;
        manager = firm.person(firm.branch, Role.BRANCH_MANAGER);
        executive = firm.office(Role.EXECUTIVE);
        now = YearMonth.from(books.today);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /**
     * Three customers by EVENT, of whom one has a confirmed order with a fee of 3,000.00 and commission of 1 % of 200,000, one
     * an open holding alone, one neither; 1,000.00 spent, so 333.33 and 500.00 each; contribution 1,000.00, return 1.
     */
    @Test
    void theFiguresAreThoseWorkedByHand() {
        YearMonth month = now.minusMonths(20);
        UUID buyer = won("EVENT", month.atDay(1), books.advisor);
        UUID holder = won("EVENT", month.atEndOfMonth(), books.advisor);
        UUID none = won("EVENT", month.atDay(15), books.advisor);
        UUID before = won("EVENT", month.atDay(1).minusDays(1), books.advisor);
        UUID after = won("EVENT", month.plusMonths(1).atDay(1), books.advisor);
        UUID unknown = won(null, month.atDay(2), books.advisor);
        assertThat(List.of(none, before, after, unknown)).doesNotHaveDuplicates();
        UUID order = books.order(buyer, books.fund, "1000000.00", books.yearAgo.minusMonths(6));
        books.nav(books.yearAgo.minusMonths(6), "1");
        books.cleared(books.holding(order, "900000", "REDEEMED"), books.yearAgo.minusMonths(6), "3000.00");
        UUID kept = books.commission(order, now.minusMonths(17).atDay(1), "200000", true);
        UUID second = books.order(buyer, books.fixedTerm, "500000.00", books.today);
        UUID lost = books.commission(second, now.minusMonths(3).atDay(1), "700000", true);
        books.reversed(second, now.minusMonths(2).atDay(1), "700000", lost);
        UUID open = books.order(buyer, books.fixedTerm, "250000.00", books.today);
        UUID preview = books.commission(open, now.minusMonths(1).atDay(1), "900000", false);
        assertThat(List.of(kept, preview)).doesNotHaveDuplicates();
        firm.execute(
                """
                insert into holdings (id, customer_id, product_id, order_id, advisor_id, unit_id, principal, opened_on)
                select uuidv7(), ?, product_id, id, advisor_id, unit_id, amount, current_date from orders where id = ?""",
                holder,
                second);
        enter(books.finance, "EVENT", month, firm.branch, 0, "1000.00").then().statusCode(200);
        enter(books.finance, "BANK", month, firm.branch, 0, "80.00").then().statusCode(200);

        JsonPath report = report(manager, month, month, "");
        assertThat(report.getList("channels.channel")).containsExactly("BANK", "EVENT", null);
        assertThat(report.getString("channels[0].cost")).isEqualTo("80.00");
        assertThat(report.getInt("channels[0].customers")).isZero();
        assertThat(report.getString("channels[0].costPerCustomer")).isNull();
        assertThat(report.getString("channels[0].costPerConverted")).isNull();
        assertThat(report.getString("channels[0].returnOnCost")).isEqualTo("0.0000");
        assertThat(report.<Map<String, Object>>get("channels[1]"))
                .isEqualTo(Map.of(
                        "channel",
                        "EVENT",
                        "cost",
                        "1000.00",
                        "customers",
                        3,
                        "costPerCustomer",
                        "333.33",
                        "converted",
                        2,
                        "costPerConverted",
                        "500.00",
                        "confirmed",
                        "1750000.00",
                        "contribution",
                        "1000.00",
                        "returnOnCost",
                        "1.0000"));
        assertThat(report.getString("channels[2].returnOnCost")).isNull();
        assertThat(report.getString("channels[2].cost"))
                .as("nothing entered is not free")
                .isNull();
        assertThat(report.getString("channels[2].costPerCustomer")).isNull();
        assertThat(report.getString("total.cost")).isEqualTo("1080.00");
        assertThat(report.getInt("total.customers")).isEqualTo(4);
        assertThat(report.getString("total.returnOnCost")).isEqualTo("0.9259");
        assertThat(report(manager, month.minusMonths(1), month.plusMonths(1), "")
                        .getInt("total.customers"))
                .isEqualTo(6);
    }

    @Test
    void aBranchHasItsOwnCostsAndTheFirmAll() {
        YearMonth month = now.minusMonths(30);
        UUID here = won("PARTNER", month.atDay(3), books.advisor);
        UUID there = won("PARTNER", month.atDay(3), firm.advisorIn(firm.otherTeam));
        assertThat(here).isNotEqualTo(there);
        enter(executive, "PARTNER", month, null, 0, "100.00").then().statusCode(200);
        enter(executive, "PARTNER", month, firm.branch, 0, "30.00").then().statusCode(200);
        enter(executive, "PARTNER", month, firm.otherBranch, 0, "7.00").then().statusCode(200);

        figures(report(manager, month, month, ""), "30.00", 1);
        figures(report(manager, month, month, "&unitId=" + firm.branch), "30.00", 1);
        figures(report(firm.person(firm.otherBranch, Role.BRANCH_MANAGER), month, month, ""), "7.00", 1);
        for (Person office : List.of(executive, books.finance, books.operations)) {
            figures(report(office, month, month, ""), "137.00", 2);
            figures(report(office, month, month, "&unitId=" + firm.headOffice), "137.00", 2);
            figures(report(office, month, month, "&unitId=" + firm.otherBranch), "7.00", 1);
        }
        for (UUID beyond : List.of(firm.otherBranch, firm.headOffice, firm.teamA, UUID.randomUUID())) {
            get(manager, "/report", month, month, "&unitId=" + beyond).then().statusCode(404);
            get(manager, "", month, month, "&unitId=" + beyond).then().statusCode(404);
        }
        get(executive, "/report", month, month, "&unitId=" + firm.teamA).then().statusCode(404);
        get(manager, "", month, month, "").then().body("items.amount", contains("30.00"));
        get(executive, "", month, month, "").then().body("items.amount", hasSize(3));
        get(executive, "", month, month, "&unitId=" + firm.otherBranch).then().body("items.amount", contains("7.00"));
        for (Person stranger :
                List.of(books.advisor, firm.person(firm.teamA, Role.TEAM_LEAD), firm.office(Role.ADMIN))) {
            get(stranger, "/report", month, month, "").then().statusCode(403);
            get(stranger, "", month, month, "").then().statusCode(403);
        }
        enter(manager, "PARTNER", month, firm.branch, 1, "1.00").then().statusCode(403);
    }

    /** A manager sees whom they serve themselves, also in another branch; that one is not the branch's. */
    @Test
    void whoIsServedElsewhereIsNotTheBranchs() {
        YearMonth month = now.minusMonths(31);
        UUID customer = won("CALL", month.atDay(3), firm.advisorIn(firm.otherTeam));
        firm.execute("update customers set advisor_id = ? where id = ?", manager.id(), customer);
        manager.request().get("/api/v1/customers/" + customer).then().statusCode(200);
        assertThat(report(manager, month, month, "").getInt("total.customers")).isZero();
        assertThat(report(executive, month, month, "").getInt("total.customers"))
                .isEqualTo(1);
    }

    @Test
    void whoIsMergedCountsOnceAndWhoIsErasedAsANumber() {
        YearMonth month = now.minusMonths(40);
        UUID stays = won("REFERRAL", month.atDay(3), books.advisor);
        UUID goes = won("REFERRAL", month.atDay(4), books.advisor);
        UUID erased = won("REFERRAL", month.atDay(5), books.advisor);
        UUID order = books.order(erased, books.fund, "300000.00", books.today);
        assertThat(order).isNotNull();
        books.operations
                .once()
                .body(Map.of("survivorId", stays, "mergedId", goes))
                .post("/api/v1/customers/merges")
                .then()
                .statusCode(201);
        firm.execute("update customers set erased_at = now(), advisor_id = null where id = ?", erased);

        manager.request().get("/api/v1/customers/" + erased).then().statusCode(404);
        for (Person reader : List.of(manager, executive, books.operations)) {
            JsonPath report = report(reader, month, month, "");
            assertThat(report.getInt("channels[0].customers")).isEqualTo(2);
            assertThat(report.getInt("channels[0].converted")).isEqualTo(1);
            assertThat(report.getString("channels[0].confirmed")).isEqualTo("300000.00");
        }
    }

    @Test
    void whatIsNoCostIsRefusedAndChangesNothing() {
        String before = firm.one("select count(*) from channel_costs");
        enter(books.finance, "EVENT", now.plusMonths(1), null, 0, "1.00")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/month"));
        enter(books.finance, "EVENT", now, null, 0, "-0.01")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/amount"));
        enter(books.finance, "EVENT", now, null, 0, "0.001").then().statusCode(400);
        enter(books.finance, "EVENT", now, null, 0, null).then().statusCode(400);
        enter(books.finance, "RADIO", now, null, 0, "1.00")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/channel"));
        put(books.finance, COSTS + "/EVENT/2026-13", "\"0\"", "1.00").then().statusCode(400);
        put(books.finance, COSTS + "/EVENT/" + now + "?branch=x", "\"0\"", "1.00")
                .then()
                .statusCode(400);
        enter(books.finance, "EVENT", now, firm.teamA, 0, "1.00").then().statusCode(404);
        enter(books.finance, "EVENT", now, UUID.randomUUID(), 0, "1.00").then().statusCode(404);
        put(books.finance, COSTS + "/EVENT/" + now, null, "1.00").then().statusCode(428);
        enter(books.finance, "EVENT", now, null, 1, "1.00").then().statusCode(412);
        for (String period : List.of("from=2026-13", "to=x", "from=2026-02&to=2026-01", "from=2020-01&to=2026-01")) {
            manager.request().get(COSTS + "/report?" + period).then().statusCode(400);
            manager.request().get(COSTS + "?" + period).then().statusCode(400);
        }
        assertThat(firm.one("select count(*) from channel_costs")).isEqualTo(before);
    }

    @Test
    void theNewestVersionCountsAndEachIsKeptAndAudited() {
        YearMonth month = now.minusMonths(50);
        Person finance = firm.office(Role.FINANCE);
        enter(finance, "ADVERTISING", month, firm.branch, 0, "10.00").then().body("version", equalTo(1));
        enter(finance, "ADVERTISING", month, firm.branch, 0, "11.00").then().statusCode(412);
        enter(finance, "ADVERTISING", month, firm.branch, 1, "999999999999990.00")
                .then()
                .statusCode(200)
                .body("version", equalTo(2))
                .body("note", equalTo("投放"))
                .body("changedBy", equalTo(finance.id().toString()));
        enter(finance, "WEBSITE", month, firm.branch, 0, "5.00").then().statusCode(200);
        enter(finance, "WEBSITE", month.plusMonths(1), firm.branch, 0, "6.00")
                .then()
                .statusCode(200);
        figures(report(manager, month, month, ""), "999999999999995.00", 0);
        enter(finance, "ADVERTISING", month, firm.branch, 2, "0").then().statusCode(200);
        assertThat(report(manager, month, month, "").getList("channels.channel"))
                .containsExactly("WEBSITE");
        assertThat(firm.one(
                        "select string_agg(k.version || '=' || k.amount, ' ' order by k.version) from channel_costs k"
                                + " join audit_log a on a.subject_id = k.id and a.action = 'CHANNEL_COST_ENTERED'"
                                + " where a.actor_id = ? and k.channel = 'ADVERTISING'",
                        finance.id()))
                .isEqualTo("1=10.00 2=999999999999990.00 3=0.00");

        YearMonth next = month.plusMonths(1);
        String cursor = get(manager, "", month, next, "&limit=1")
                .then()
                .body("items.channel", contains("ADVERTISING"))
                .extract()
                .path("nextCursor");
        get(manager, "", month, next, "&cursor=" + cursor)
                .then()
                .body("items.amount", contains("5.00", "6.00"))
                .body("items.month", contains(month.toString(), next.toString()))
                .body("items.channel", not(hasItem("ADVERTISING")))
                .body("nextCursor", nullValue());
    }

    @Test
    void ofTwoWhoEnterAtOnceOneWins() {
        YearMonth month = now.minusMonths(55);
        List<Integer> answers = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> enter(i % 2 == 0 ? books.finance : executive, "WALK_IN", month, null, 0, i + ".00")
                        .statusCode())
                .toList();
        assertThat(answers).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 412);
        assertThat(firm.one("select count(*) || '/' || max(version) from channel_costs where channel = 'WALK_IN'"))
                .isEqualTo("1/1");
    }

    private static UUID won(String channel, LocalDate day, Person advisor) {
        UUID customer = firm.customerOf(advisor, "渠道" + UUID.randomUUID());
        firm.execute(
                "update customers set channel = ?, created_at = cast(? as timestamptz) where id = ?",
                channel,
                day + "T23:59:59+08:00",
                customer);
        return customer;
    }

    private static void figures(JsonPath report, String cost, int customers) {
        assertThat(report.getString("total.cost")).isEqualTo(cost);
        assertThat(report.getInt("total.customers")).isEqualTo(customers);
    }

    private static JsonPath report(Person reader, YearMonth from, YearMonth to, String more) {
        return get(reader, "/report", from, to, more)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static Response get(Person reader, String path, YearMonth from, YearMonth to, String more) {
        return reader.request().get(COSTS + path + "?from=" + from + "&to=" + to + more);
    }

    private static Response enter(
            Person by, String channel, YearMonth month, UUID branch, long version, String amount) {
        String path = COSTS + "/" + channel + "/" + month + (branch == null ? "" : "?branch=" + branch);
        return put(by, path, "\"" + version + "\"", amount);
    }

    private static Response put(Person by, String path, String ifMatch, String amount) {
        Map<String, Object> body = new HashMap<>(Map.of("note", "投放"));
        if (amount != null) {
            body.put("amount", amount);
        }
        var request = by.request().body(body);
        return (ifMatch == null ? request : request.header("If-Match", ifMatch)).put(path);
    }
}
