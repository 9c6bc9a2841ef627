package io.wealthcrm;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.specification.RequestSpecification;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import io.wealthcrm.testing.Statements;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How many statements the hot endpoints take: at most two of their own. */
class RoundTripServiceTest {
    /** Looks the session up; every request pays it. */
    private static final int SESSION = 1;

    /** Take the Idempotency-Key, keep the answer under it. */
    private static final int KEY = 2;

    private static Service service;
    private static Statements statements;
    private static Firm firm;
    private static Person advisor;
    private static UUID customer;
    private static UUID product;

    @BeforeAll
    static void start() throws Exception {
        service = Service.named("round-trips").withoutDemo().start();
        statements = Statements.of(service);
        firm = Firm.on(service);
        advisor = firm.advisor();
        customer = firm.buyerOf(advisor, "往返次数");
        product = firm.product();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aCustomer() {
        assertThat(reading("/api/v1/customers/" + customer)).isEqualTo(SESSION + 1);
    }

    @Test
    void anOverview() {
        book();
        assertThat(reading("/api/v1/customers/" + customer + "/overview")).isEqualTo(SESSION + 2);
    }

    @Test
    void relationsAndAHousehold() {
        String household = advisor.once()
                .body(Map.of(
                        "name",
                        "往返之家",
                        "kind",
                        "FAMILY",
                        "members",
                        List.of(Map.of("customerId", customer, "role", "HEAD"))))
                .post("/api/v1/households")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        assertThat(reading("/api/v1/households")).isEqualTo(SESSION + 1);
        assertThat(reading("/api/v1/households/" + household)).isEqualTo(SESSION + 1);
        assertThat(reading("/api/v1/households/" + household + "/assets")).isEqualTo(SESSION + 1);
        assertThat(reading("/api/v1/customers/" + customer + "/relations")).isEqualTo(SESSION + 1);
    }

    @Test
    void aListOfCustomers() {
        assertThat(reading("/api/v1/customers?sort=lastContactAt")).isEqualTo(SESSION + 1);
    }

    @Test
    void aSearch() {
        assertThat(reading("/api/v1/customers?q=往返")).isEqualTo(SESSION + 1);
    }

    @Test
    void aTimeline() {
        assertThat(reading("/api/v1/customers/" + customer + "/timeline")).isEqualTo(SESSION + 1);
        assertThat(reading("/api/v1/customers/" + customer + "/timeline?group=ORDER&from=2026-01-01"))
                .isEqualTo(SESSION + 1);
    }

    @Test
    void holdings() {
        assertThat(reading("/api/v1/customers/" + customer + "/holdings")).isLessThanOrEqualTo(SESSION + 2);
    }

    @Test
    void contributions() {
        assertThat(reading("/api/v1/customers/" + customer + "/contribution")).isEqualTo(SESSION + 1);
        assertThat(reading("/api/v1/contributions")).isEqualTo(SESSION + 1);
    }

    @Test
    void performance() {
        assertThat(reading("/api/v1/performance/me")).isEqualTo(SESSION + 1);
        assertThat(reading("/api/v1/performance/leaderboards?period=2026-Q4")).isEqualTo(SESSION + 1);
        Person manager = firm.person(firm.branch, Role.BRANCH_MANAGER);
        for (String path :
                List.of("/people/" + advisor.id(), "/units/" + firm.branch + "?groupBy=PERSON", "/targets")) {
            assertThat(statements.of(() -> manager.request()
                            .get("/api/v1/performance" + path)
                            .then()
                            .statusCode(200)))
                    .as(path)
                    .isEqualTo(SESSION + 1);
        }
    }

    @Test
    void aProductAndItsQuota() {
        assertThat(reading("/api/v1/products/" + product)).isEqualTo(SESSION + 1);
        assertThat(reading("/api/v1/products/" + product + "/quota")).isEqualTo(SESSION + 1);
    }

    @Test
    void theShelf() {
        assertThat(reading("/api/v1/products")).isEqualTo(SESSION + 1);
    }

    @Test
    void aListOfOrders() {
        assertThat(reading("/api/v1/orders")).isEqualTo(SESSION + 1);
    }

    @Test
    void anOrder() {
        assertThat(reading("/api/v1/orders/" + book())).isLessThanOrEqualTo(SESSION + 3);
    }

    @Test
    void theInbox() {
        assertThat(reading("/api/v1/notifications")).isEqualTo(SESSION + 1);
    }

    @Test
    void aDayPlanAListOfTasksAndFreeSlots() {
        assertThat(reading("/api/v1/agenda/days/2027-02-28")).isEqualTo(SESSION + 1);
        assertThat(reading("/api/v1/agenda/tasks")).isEqualTo(SESSION + 1);
        assertThat(reading("/api/v1/users/" + advisor.id() + "/free-slots")).isEqualTo(SESSION + 1);
    }

    @Test
    void aNote() {
        assertThat(statements.of(() -> interaction(advisor.request(), "NOTE"))).isEqualTo(SESSION + 1);
    }

    /** An approach asks whether the customer is to be left alone. */
    @Test
    void aCall() {
        assertThat(statements.of(() -> interaction(advisor.request(), "CALL"))).isEqualTo(SESSION + 2);
        assertThat(statements.inTransactionWith("insert into interactions", () -> interaction(advisor.once(), "CALL")))
                .isEqualTo(KEY + 2);
    }

    /** One more in every second, which the first booking has here. */
    @Test
    void aBooking() {
        assertThat(IntStream.range(0, 5)
                        .map(each -> statements.inTransactionWith("insert into orders", RoundTripServiceTest::book))
                        .min())
                .hasValue(KEY + 2);
    }

    @Test
    void aClaim() {
        UUID given = firm.customerOf(advisor, "公海往返");
        advisor.once()
                .body(Map.of("reason", "无暇照顾"))
                .post("/api/v1/customers/" + given + "/release")
                .then()
                .statusCode(200);
        Person claimer = firm.advisor();
        assertThat(reading("/api/v1/pool/customers")).isEqualTo(SESSION + 1);
        assertThat(statements.inTransactionWith("update pool_entries", () -> claimer.once()
                        .post("/api/v1/pool/customers/" + given + "/claim")
                        .then()
                        .statusCode(200)))
                .isEqualTo(KEY + 2);
    }

    private static void interaction(RequestSpecification request, String kind) {
        request.body(Map.of("kind", kind, "at", Instant.now().toString(), "summary", "谈了到期安排"))
                .post("/api/v1/customers/" + customer + "/interactions")
                .then()
                .statusCode(201);
    }

    @CanIgnoreReturnValue
    private static UUID book() {
        return UUID.fromString(advisor.once()
                .body(Map.of("customerId", customer, "productId", product, "amount", "1000000.00"))
                .post("/api/v1/orders")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private static int reading(String path) {
        return statements.of(() -> advisor.request().get(path).then().statusCode(200));
    }
}
