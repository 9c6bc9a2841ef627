package io.wealthcrm.demo;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.wealthcrm.testing.Service;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The demo firm as a first start lays it in. The tests that move its clock or its password come last. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoFirmServiceTest {
    private static final String PUBLIC_PASSWORD = "Wealth-Demo-2026";
    private static final String PHONE = "17400423450";
    private static Service service;

    @BeforeAll
    static void start() {
        service = Service.named("demo").onEmptyDatabase().start();
        service.log()
                .lines()
                .filter(line -> line.contains("The demo firm is laid in"))
                .forEach(line -> System.out.println(line + "; ready after " + service.startTime()));
    }

    @AfterAll
    static void close() {
        service.close();
    }

    @Test
    @Order(1)
    void laysInTheWholeFirm() throws SQLException {
        assertThat(number("select count(*) from units where kind = 'BRANCH'")).isEqualTo(3);
        assertThat(number("select count(*) from units where kind = 'TEAM'")).isEqualTo(12);
        assertThat(number("select count(*) from users where roles = '{ADVISOR}'"))
                .isEqualTo(120);
        assertThat(number("select count(*) from users where username is not null"))
                .isEqualTo(144);
        assertThat(number("select count(*) from customers")).isEqualTo(20_000);
        assertThat(number("select count(*) from users where roles = '{CUSTOMER}'"))
                .isEqualTo(20_000);
        assertThat(number("select min(held) from (select count(*) held from customers group by advisor_id) a"))
                .isGreaterThan(160);
        assertThat(number("select count(*) from interactions")).isBetween(80_000L, 120_000L);
        assertThat(number("select count(*) from holdings")).isBetween(10_000L, 14_000L);
        assertThat(number("select count(distinct kind) from conversations")).isEqualTo(3);
        assertThat(number("select count(*) from conversations c where last_seq <> (select count(*) from messages m"
                        + " where m.conversation_id = c.id and m.seq <= c.last_seq)"))
                .isZero();
    }

    @Test
    @Order(1)
    void theShelfHasEveryKindRiskAndRegime() throws SQLException {
        assertThat(number("select count(*) from products")).isEqualTo(15);
        assertThat(number("select count(distinct kind) from products")).isEqualTo(2);
        assertThat(number("select count(distinct risk_level) from products")).isEqualTo(5);
        assertThat(number("select count(distinct regime) from products")).isEqualTo(4);
        assertThat(number("select count(*) from products where status = 'DRAFT'"))
                .isEqualTo(2);
        assertThat(number("select count(*) from products where status = 'CLOSED'"))
                .isEqualTo(1);
        assertThat(number("select count(*) from products where status = 'OPEN' and (amount_left < 10000000"
                        + " or seats_left < 3)"))
                .isZero();
    }

    @Test
    @Order(1)
    void ordersStandInEveryStateWithTheHistoryThatLeadsThere() throws SQLException {
        assertThat(number("select count(distinct status) from orders")).isEqualTo(12);
        assertThat(number("select count(*) from orders o where status <> (select to_status from order_history h"
                        + " where h.order_id = o.id order by h.id desc limit 1)"))
                .isZero();
        assertThat(number("select count(*) from order_history h where from_status is distinct from"
                        + " (select b.to_status from order_history b where b.order_id = h.order_id and b.id < h.id"
                        + " order by b.id desc limit 1)"))
                .isZero();
        assertThat(number("select count(*) from orders where status = 'CONFIRMED'"))
                .isEqualTo(number("select count(*) from holdings"));
    }

    @Test
    @Order(1)
    void someHoldingsMatureOnTheDaysThatRemind() throws SQLException {
        for (int days : List.of(0, 1, 7, 30)) {
            assertThat(number(
                            """
                            select count(*) from holdings h join users u on u.id = h.advisor_id
                             where u.username = 'advisor1' and h.status = 'OPEN'
                               and h.matures_on = cast(now() at time zone 'Asia/Shanghai' as date) + %d"""
                                    .formatted(days)))
                    .as("T+" + days)
                    .isPositive();
        }
    }

    @Test
    @Order(1)
    void everySignInOfTheListWorks() {
        for (String name : List.of(
                "advisor1",
                "advisor60",
                "advisor120",
                "lead1",
                "lead12",
                "manager1",
                "manager3",
                "compliance1",
                "compliance2",
                "operations1",
                "operations2",
                "finance1",
                "callback1",
                "marketing1",
                "executive1",
                "admin")) {
            assertThat(login(name, PUBLIC_PASSWORD).statusCode()).as(name).isEqualTo(200);
        }
        assertThat(service.log())
                .contains("advisor120", PUBLIC_PASSWORD, service.baseUri().getHost());
    }

    @Test
    @Order(1)
    void theFirstAdvisorBooksForACustomerAtOnce() throws SQLException {
        String customer = text(
                """
                select c.id from customers c join users u on u.id = c.advisor_id
                 where u.username = 'advisor1' and c.risk_level = 'C5' and c.qualified_until > current_date limit 1""");
        String product = text("select id from products where code = 'ZQ-2601'");

        Response booked = as("advisor1")
                .header("Idempotency-Key", UUID.randomUUID())
                .body(Map.of("customerId", customer, "productId", product, "amount", "1000000.00"))
                .post("/api/v1/orders");

        assertThat(booked.statusCode()).as(booked.asString()).isEqualTo(201);
        assertThat(booked.jsonPath().getList("gates.findAll { it.status == 'PASSED' }.gate", String.class))
                .contains("RISK_ASSESSMENT", "SUITABILITY", "QUALIFIED_INVESTOR");
    }

    @Test
    @Order(1)
    void complianceFindsThePapersOfASubmittedOrder() throws SQLException {
        String order = text("select id from orders where status = 'SUBMITTED' limit 1");

        Response approved = as("compliance1")
                .body(Map.of("decision", "APPROVE", "reason", "材料齐全"))
                .post("/api/v1/orders/" + order + "/approval");

        assertThat(approved.statusCode()).as(approved.asString()).isEqualTo(200);
        assertThat(approved.jsonPath().getString("status")).isEqualTo("APPROVED");
    }

    @Test
    @Order(2)
    void aCustomerReadsTheCodeAndSignsIn() {
        assertThat(request()
                        .body(Map.of("phone", PHONE, "purpose", "LOGIN"))
                        .post("/api/v1/auth/sms-codes")
                        .statusCode())
                .isEqualTo(202);
        Response texts = request().queryParam("phone", PHONE).get("/api/v1/demo/sms-messages");
        String code = texts.jsonPath().getString("items[0].text").replaceAll("\\D*(\\d{6}).*", "$1");

        Response signedIn = request().body(Map.of("phone", PHONE, "code", code)).post("/api/v1/auth/sms-login");

        assertThat(texts.jsonPath().getString("items[0].phone")).isEqualTo(PHONE);
        assertThat(signedIn.statusCode()).as(signedIn.asString()).isEqualTo(200);
    }

    @Test
    @Order(3)
    void theClockMovesAndWhatFallsDueIsDone() throws SQLException {
        assertThat(number("select count(*) from orders where status = 'BOOKED'"))
                .isPositive();
        Instant before = Instant.now();

        Response moved = as("advisor1").body(Map.of("advance", "PT49H")).post("/api/v1/demo/clock");

        assertThat(moved.statusCode()).as(moved.asString()).isEqualTo(200);
        assertThat(Instant.parse(moved.jsonPath().getString("now")))
                .isBetween(before.plus(Duration.ofHours(49)), Instant.now().plus(Duration.ofHours(49)));
        assertThat(moved.jsonPath().getString("businessDate"))
                .isEqualTo(text("select cast(now() at time zone" + " 'Asia/Shanghai' + interval '49 hours' as date)"));
        assertThat(number("select count(*) from orders where status in ('BOOKED', 'COOLING_OFF')"))
                .isZero();
        // A batch that the background's own round had taken is handled there.
        await().until(() -> number("select count(*) from outbox_events where done_at is null") == 0);
        assertThat(number("select count(distinct business_date) from reminder_scans"))
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    @Order(4)
    void whatTheProductsHoldIsWhatLiveOrdersHold() throws SQLException {
        String live = "(select coalesce(sum(amount), 0) from orders o where o.product_id = p.id and o.quota_held)";
        String seats = "(select count(distinct customer_id) from orders o where o.product_id = p.id and o.quota_held)";
        assertThat(number("select count(*) from products p where amount_left <> quota_amount - " + live))
                .isZero();
        assertThat(number("select count(*) from products p where seats_left <> quota_seats - " + seats))
                .isZero();
        assertThat(number(
                        "select count(*) from product_investors i where (live_orders, amount_held) <> (select count(*),"
                                + " coalesce(sum(amount), 0) from orders o where o.product_id = i.product_id"
                                + " and o.customer_id = i.customer_id and o.quota_held)"))
                .isZero();
    }

    @Test
    @Order(4)
    void aClockIsNotMovedBackNorByStrangers() {
        for (String advance : List.of("PT0S", "-PT1H", "P401D", "soon")) {
            assertThat(as("advisor1")
                            .body(Map.of("advance", advance))
                            .post("/api/v1/demo/clock")
                            .statusCode())
                    .as(advance)
                    .isEqualTo(400);
        }
        assertThat(request()
                        .body(Map.of("advance", "PT1H"))
                        .post("/api/v1/demo/clock")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    @Order(5)
    void aLaterStartLaysNothingInAndTakesItsOwnPassword() throws SQLException {
        long orders = number("select count(*) from orders");
        service.stop();
        int read = service.log().length();
        service.withEnvironment("WEALTH_DEMO_PASSWORD", "Another-Word-1");

        service.start();

        String log = service.log().substring(read);
        assertThat(log)
                .doesNotContain("is laid in")
                .doesNotContain("Another-Word-1")
                .doesNotContain(PUBLIC_PASSWORD);
        assertThat(number("select count(*) from orders")).isEqualTo(orders);
        assertThat(login("advisor1", "Another-Word-1").statusCode()).isEqualTo(200);
        assertThat(login("advisor1", PUBLIC_PASSWORD).statusCode()).isEqualTo(401);
        System.out.println("Start on the demo firm's data took " + service.startTime());
    }

    @Test
    @Order(6)
    void withoutDemoModeThereIsNoSuchRoute() {
        try (Service plain = Service.named("no-demo")
                .onEmptyDatabase()
                .withEnvironment("WEALTH_DEMO", "false")
                .start()) {
            URI base = plain.baseUri();
            Response clock = given().baseUri(base.toString())
                    .contentType(ContentType.JSON)
                    .body("{\"advance\":\"PT25H\"}")
                    .post("/api/v1/demo/clock");
            Response texts = given().baseUri(base.toString()).get("/api/v1/demo/sms-messages?phone=" + PHONE);

            assertThat(List.of(clock.statusCode(), texts.statusCode())).containsOnly(404);
            assertThat(clock.jsonPath().getString("code")).isEqualTo("NOT_FOUND");
            assertThat(plain.log()).doesNotContain("is laid in").doesNotContain(PUBLIC_PASSWORD);
        }
    }

    private static RequestSpecification request() {
        return given().baseUri(service.baseUri().toString()).contentType(ContentType.JSON);
    }

    private static RequestSpecification as(String username) {
        String token = login(username, PUBLIC_PASSWORD).jsonPath().getString("accessToken");
        return request().header("Authorization", "Bearer " + token);
    }

    private static Response login(String username, String password) {
        return request()
                .body(Map.of("username", username, "password", password, "installationId", "demo-test-" + username))
                .post("/api/v1/auth/login");
    }

    private static long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    private static String text(String sql) throws SQLException {
        try (Connection connection = service.jdbc();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).as(sql).isTrue();
            return row.getString(1);
        }
    }
}
