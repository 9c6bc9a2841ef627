package io.wealthcrm.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Contributions of a firm whose every figure is laid in by hand; a service of its own, as they are worked out for all. */
class ContributionServiceTest {
    private static final String LEEWAYS = "/api/v1/contributions/leeways";

    private static Service service;
    private static Books books;

    @BeforeAll
    static void start() {
        service = Service.named("contribution").withoutDemo().start();
        books = Books.of(service);
        books.nav(books.yearAgo, "1");
        books.nav(books.yearAgo.plusDays(1), "1");
        books.nav(books.today.minusDays(2), "1.1");
        books.nav(books.today.minusDays(1), "1.2345");
        books.nav(books.today.plusDays(1), "9");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /**
     * Fees 11,857.71 and, on the first of the days, 100.00; those of the day before are a year old. Commission 1 % of
     * 1,000,000 and of 300,000, of which the latter was taken back: 10,000.00. Assets 800,000.0001 × 1.2345 and 2,000,000.
     */
    @Test
    void theFiguresAreThoseWorkedByHand() {
        UUID customer = books.firm.customerOf(books.advisor, "贡献客户");
        UUID recent = books.order(customer, books.fund, "1000000.00", books.today);
        UUID first = books.order(customer, books.fund, "100000.00", books.yearAgo.plusDays(1));
        UUID old = books.order(customer, books.fund, "5000000.00", books.yearAgo);
        UUID fixed = books.order(customer, books.fixedTerm, "2000000.00", books.yearAgo.minusDays(30));
        books.cleared(books.holding(recent, "800000.0001", "OPEN"), books.today.minusDays(1), "11857.71");
        books.cleared(books.holding(first, "99900.0000", "REDEEMED"), books.yearAgo.plusDays(1), "100.00");
        books.cleared(books.holding(old, "4950000.0000", "REDEEMED"), books.yearAgo, "50000.00");
        UUID unused = books.holding(fixed, null, "OPEN");
        LocalDate month = books.today.withDayOfMonth(1);
        UUID kept = books.commission(recent, month.minusMonths(1), "1000000", true);
        UUID lost = books.commission(first, month.minusMonths(11), "300000", true);
        books.reversed(first, month.minusMonths(2), "300000", lost);
        UUID tooOld = books.commission(old, month.minusMonths(13), "5000000", true);
        UUID preview = books.commission(fixed, month.minusMonths(3), "2000000", false);
        assertThat(List.of(kept, tooOld, preview)).doesNotHaveDuplicates();

        get(books.advisor, customer).statusCode(200).body("contribution", equalTo("0.00"));
        recompute();

        get(books.advisor, customer)
                .statusCode(200)
                .body("since", equalTo(books.yearAgo.plusDays(1).toString()))
                .body("asOf", equalTo(books.today.toString()))
                .body("fees", equalTo("11957.71"))
                .body("cost", equalTo("10000.00"))
                .body("contribution", equalTo("1957.71"))
                // 987,600.00 and 12345 hundred-millionths, to the cent: 987,600.00; and the principal.
                .body("assets", equalTo("2987600.00"))
                .body("confirmed", equalTo("1100000.00"));
    }

    @Test
    void aLevelIsReachedByBothThresholdsToTheCent() {
        UUID reached = customerWith("3000000.00", "7000.00");
        UUID fewAssets = customerWith("2999999.99", "7000.00");
        UUID fewFees = customerWith("3000000.00", "6999.99");
        long version = version();
        put(books.finance, version, level("0", "0", "0"), level("3000000.00", "7000.00", "0.25"), level("9e99"))
                .statusCode(400);
        put(books.finance, version, level("0", "0", "0"), level("3000000.00", "7000.00", "0.25"))
                .statusCode(200)
                .body("version", equalTo((int) version + 1))
                .body("changedBy", equalTo(books.finance.id().toString()));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> get(books.advisor, reached).extract().path("leeway"), "0.25"::equals);
        get(books.advisor, reached).body("level", equalTo(2));
        get(books.advisor, fewAssets).body("level", equalTo(1)).body("leeway", equalTo("0"));
        get(books.advisor, fewFees).body("level", equalTo(1));
        assertThat(books.firm.one("select leeway from customer_contributions where customer_id = ?", reached))
                .isEqualTo("0.25");
        assertThat(books.firm.one(
                        "select count(*) from audit_log where action = 'DISCOUNT_LEEWAYS_CHANGED' and actor_id = ?",
                        books.finance.id()))
                .isEqualTo("1");
    }

    @Test
    void aTableThatFallsOrIsStaleChangesNothing() {
        long version = version();
        Person finance = books.firm.office(Role.FINANCE);
        finance.request()
                .body(Map.of("levels", List.of(level("0", "0", "0"))))
                .put(LEEWAYS)
                .then()
                .statusCode(428);
        put(finance, version + 1, level("0", "0", "0")).statusCode(412);
        put(finance, version, level("0", "0", "0.2"), level("1", "0", "0.1"))
                .statusCode(400)
                .body("errors.pointer", contains("/levels/1/leeway"));
        put(finance, version, level("5", "5", "0"), level("4", "6", "0.1"))
                .statusCode(400)
                .body("errors.pointer", contains("/levels/1/fromAssets"));
        put(finance, version, level("-1", "0", "1.01"))
                .statusCode(400)
                .body("errors.pointer", hasItems("/levels/0/fromAssets", "/levels/0/leeway"));
        put(finance, version).statusCode(400);
        put(books.advisor, version, level("0", "0", "1")).statusCode(403);
        assertThat(version()).isEqualTo(version);
        assertThat(books.firm.one("select count(*) from audit_log where actor_id = ?", finance.id()))
                .isEqualTo("0");
        books.firm
                .office(Role.MARKETING)
                .request()
                .get(LEEWAYS)
                .then()
                .statusCode(200)
                .body("levels[0].fromAssets", equalTo("0.00"));
    }

    @Test
    void aFileIsReadWithinTheScope() {
        UUID customer = books.firm.customerOf(books.advisor, "范围客户");
        for (Person reader : List.of(
                books.advisor,
                books.firm.person(books.firm.teamA, Role.TEAM_LEAD),
                books.firm.person(books.firm.branch, Role.BRANCH_MANAGER),
                books.firm.office(Role.COMPLIANCE),
                books.firm.office(Role.EXECUTIVE))) {
            get(reader, customer).statusCode(200).body("customerId", equalTo(customer.toString()));
        }
        for (Person stranger : List.of(
                books.firm.advisor(),
                books.firm.person(books.firm.teamB, Role.TEAM_LEAD),
                books.firm.person(books.firm.otherBranch, Role.BRANCH_MANAGER))) {
            get(stranger, customer).statusCode(404);
        }
        get(books.firm.office(Role.MARKETING), customer).statusCode(403);
        get(books.firm.office(Role.ADMIN), customer).statusCode(403);
        get(books.finance, UUID.randomUUID()).statusCode(404);
    }

    @Test
    void theHighestComeFirstToWhomTheyBelong() {
        Person mine = books.firm.advisorIn(books.firm.teamB);
        Person mate = books.firm.advisorIn(books.firm.teamB);
        Person lead = books.firm.person(books.firm.teamB, Role.TEAM_LEAD);
        Person manager = books.firm.person(books.firm.branch, Role.BRANCH_MANAGER);
        Person stranger = books.firm.person(books.firm.otherBranch, Role.BRANCH_MANAGER);
        UUID low = customerWith(mine, "1000000.00", "10.00");
        UUID high = customerWith(mine, "1000000.00", "30.00");
        UUID middle = customerWith(mate, "1000000.00", "20.00");
        recompute();

        lists(mine, "", high, low);
        lists(mate, "", middle);
        lists(lead, "", high, middle, low);
        lists(manager, "&unitId=" + books.firm.teamB, high, middle, low);
        lists(books.finance, "&unitId=" + books.firm.teamB, high, middle, low);
        lists(mine, "&unitId=" + books.firm.teamA);
        lists(lead, "&unitId=" + books.firm.teamA);
        lists(stranger, "&unitId=" + books.firm.teamB);
        lists(stranger, "");
        lists(books.finance, "&unitId=" + UUID.randomUUID());
        list(lead, "&unitId=x").statusCode(400);
        list(books.firm.office(Role.MARKETING), "").statusCode(403);
        String next = list(lead, "&limit=2").body("items", hasSize(2)).extract().path("nextCursor");
        list(lead, "&limit=2&cursor=" + next)
                .body("items.customerId", contains(low.toString()))
                .body("items[0].contribution", equalTo("10.00"))
                .body("nextCursor", nullValue());

        lead.once()
                .body(Map.of("advisorId", mate.id(), "reason", "调整"))
                .post("/api/v1/customers/{id}/transfer", high)
                .then()
                .statusCode(200);
        lists(mine, "", low);
        lists(mate, "", high, middle);
    }

    @Test
    void whatStaysTheSameIsNotWrittenAgain() {
        UUID customer = customerWith("1000000.00", "40.00");
        recompute();
        String before = computed(customer);
        recompute();
        assertThat(computed(customer)).isEqualTo(before);
        assertThat(books.firm.one("select count(*) from contribution_recomputations where requested_by is null"))
                .as("the day's own")
                .isEqualTo("1");
    }

    private static String computed(UUID customer) {
        return books.firm.one(
                "select xmin || ' ' || computed_at from customer_contributions where customer_id = ?", customer);
    }

    private static UUID customerWith(String assets, String fee) {
        return customerWith(books.advisor, assets, fee);
    }

    /** Holds shares of that value at 1.2345 and has brought the fee. */
    private static UUID customerWith(Person advisor, String assets, String fee) {
        UUID customer = books.firm.customerOf(advisor, "持有客户");
        UUID order = books.order(customer, books.fund, "100000.00", books.today);
        UUID holding = books.holding(order, "1", "REDEEMED");
        books.cleared(holding, books.today.minusDays(1), fee);
        UUID unused = books.holding(books.order(customer, books.fixedTerm, assets, books.today), null, "OPEN");
        return customer;
    }

    private static void recompute() {
        Map<String, Object> job = books.finance
                .once()
                .post("/api/v1/contributions/recomputations")
                .then()
                .statusCode(202)
                .extract()
                .path("$");
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> books.finance
                                .request()
                                .get("/api/v1/jobs/" + job.get("id"))
                                .path("status"),
                        "DONE"::equals);
    }

    private static ValidatableResponse get(Person reader, UUID customer) {
        return reader.request()
                .get("/api/v1/customers/{id}/contribution", customer)
                .then();
    }

    private static ValidatableResponse list(Person reader, String more) {
        return reader.request()
                .get("/api/v1/contributions" + more.replaceFirst("&", "?"))
                .then();
    }

    private static void lists(Person reader, String more, UUID... customers) {
        list(reader, more)
                .statusCode(200)
                .body(
                        "items.customerId",
                        customers.length == 0
                                ? empty()
                                : contains(Arrays.stream(customers)
                                        .map(UUID::toString)
                                        .toArray(String[]::new)));
    }

    private static long version() {
        return books.finance.request().get(LEEWAYS).then().extract().jsonPath().getLong("version");
    }

    @SafeVarargs
    private static ValidatableResponse put(Person by, long version, Map<String, String>... levels) {
        return by.request()
                .header("If-Match", "\"" + version + "\"")
                .body(Map.of("levels", levels))
                .put(LEEWAYS)
                .then();
    }

    private static Map<String, String> level(String assets, String contribution, String leeway) {
        return Map.of("fromAssets", assets, "fromContribution", contribution, "leeway", leeway);
    }

    private static Map<String, String> level(String notMoney) {
        return level(notMoney, "0", "0");
    }
}
