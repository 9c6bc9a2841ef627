package io.wealthcrm.settlement;

import static io.wealthcrm.settlement.Desk.PRODUCTS;
import static io.wealthcrm.settlement.Desk.credit;
import static io.wealthcrm.settlement.Desk.debit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole life of a fixed-term product and of a fund, from the first payment to the last payout, worked by hand. */
class LifeServiceTest {
    private static Service service;

    private final Desk desk = Desk.at(service);
    private final Person compliance = desk.firm.office(Role.COMPLIANCE);
    private final Person callback = desk.firm.office(Role.CALLBACK);

    @BeforeAll
    static void start() {
        service = Service.named("life").start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aFixedTermProductFromPaymentToPayout() {
        UUID product = desk.fixedTerm();
        UUID first = paid(product, "1000000.00");
        UUID second = paid(product, "1500000.00");
        UUID regretted = paid(product, "2000000.00");
        awaitBooks(product, Map.of("CASH", "4500000.00", "SUBSCRIPTIONS", "-4500000.00"));

        desk.operations
                .once()
                .post("/api/v1/orders/" + regretted + "/rescission")
                .then()
                .statusCode(200);
        awaitBooks(
                product,
                Map.of("CASH", "4500000.00", "SUBSCRIPTIONS", "-2500000.00", "REFUNDS_PAYABLE", "-2000000.00"));
        desk.operations
                .once()
                .post("/api/v1/orders/" + regretted + "/refund")
                .then()
                .statusCode(200);
        LocalDate opened = advance(Duration.ofHours(25));
        confirm(first);
        confirm(second);
        awaitBooks(product, Map.of("CASH", "2500000.00", "INVESTED", "-2500000.00"));

        LocalDate matures = advance(Duration.ofDays(365));
        assertThat(matures).isEqualTo(opened.plusDays(365));
        // 2,500,000.00 × 6.5 % × 365/365 is what the product has earned: 1,000,000 → 65,000; 1,500,000 → 97,500.
        voucher(product, "CASH", "INVESTMENT_INCOME", "162500.00");
        pay(
                product,
                Map.of(
                        "kind",
                        "INTEREST",
                        "recordDate",
                        matures.toString(),
                        "rate",
                        "0.0650",
                        "since",
                        opened.toString(),
                        "until",
                        matures.toString()),
                "65000.00",
                "97500.00");
        pay(product, Map.of("kind", "PRINCIPAL", "recordDate", matures.toString()), "1000000.00", "1500000.00");
        assertThat(desk.balances(product))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("INVESTMENT_INCOME", "-162500.00", "DISTRIBUTED", "162500.00"));
        assertThat(states(product)).isEqualTo("MATURED");
    }

    @Test
    void aFundFromPaymentToLiquidation() {
        UUID product = desk.fund();
        UUID first = paid(product, "1000000.00");
        UUID second = paid(product, "1500000.00");
        advance(Duration.ofHours(25));
        confirm(first);
        confirm(second);
        LocalDate dealing = dealingDay(advance(Duration.ofDays(1)));
        nav(product, dealing, "1.2500");
        // Fee 1 %: net 990,099.01 and 1,485,148.51, fee 9,900.99 + 14,851.49; shares 792,079.2080 and 1,188,118.8080.
        awaitBooks(product, Map.of("CASH", "2500000.00", "SUBSCRIPTIONS", "-2500000.00"));
        assertThat(desk.run(product, "clearing-runs", Map.of("dealingDay", dealing.toString(), "feeRate", "0.0100")))
                .isNotNull();
        assertThat(desk.firm.one(
                        "select string_agg(shares::text, ' ' order by shares) from holdings where product_id = ?",
                        product))
                .isEqualTo("792079.2080 1188118.8080");
        assertThat(desk.balances(product))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("CASH", "2500000.00", "INVESTED", "-2475247.52", "FEES_PAYABLE", "-24752.48"));

        LocalDate later = dealingDay(advance(Duration.ofDays(90)));
        voucher(product, "CASH", "INVESTMENT_INCOME", "199009.91");
        // 100,000.01 by shares: 40,000.00399… and 60,000.00600….
        pay(
                product,
                Map.of("kind", "DIVIDEND", "recordDate", later.toString(), "total", "100000.01"),
                "40000.00",
                "60000.01");
        nav(product, later, "1.3000");
        // 792,079.2080 × 1.3 = 1,029,702.9704; 1,188,118.8080 × 1.3 = 1,544,554.4504: 99,009.90 more than was invested.
        pay(product, Map.of("kind", "PRINCIPAL", "recordDate", later.toString()), "1029702.97", "1544554.45");
        voucher(product, "FEES_PAYABLE", "CASH", "24752.48");
        assertThat(desk.balances(product))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("INVESTMENT_INCOME", "-199009.91", "DISTRIBUTED", "199009.91"));
        assertThat(states(product)).isEqualTo("REDEEMED");
    }

    /** Prepared, approved, paid by the bank; the amounts in ascending order. */
    private void pay(UUID product, Map<String, ?> terms, String... amounts) {
        UUID distribution = desk.run(product, "distributions", terms);
        assertThat(desk.payouts(distribution))
                .extracting(payout -> payout.get("amount"))
                .containsExactlyInAnyOrder((Object[]) amounts);
        UUID batch = desk.batch(distribution);
        String payOn =
                desk.view(product, "distributions", distribution).extract().path("payOn");
        awaitDay(LocalDate.parse(payOn));
        desk.release(desk.finance, batch).statusCode(200).body("payOn", equalTo(payOn));
        String file = desk.finance
                .request()
                .accept("text/csv")
                .get("/api/v1/payouts/batches/" + batch + "/file")
                .then()
                .statusCode(200)
                .contentType(containsString("text/csv"))
                .extract()
                .asString();
        assertThat(file.lines()).hasSize(1 + amounts.length);
        assertThat(file).contains("'=客户 一号,招商银行,6225880123456789," + amounts[0] + ",CNY,");
        desk.results(batch, desk.resultFile(distribution, "PAID"))
                .statusCode(200)
                .body("status", equalTo("SETTLED"));
    }

    /** An order whose money has come; its papers and approval are laid in by SQL, being no part of this story. */
    private UUID paid(UUID product, String amount) {
        // A name that a spreadsheet would run.
        UUID customer = desk.firm.buyerOf(desk.advisor, "=客户 一号");
        String order = desk.advisor
                .once()
                .body(Map.of("customerId", customer, "productId", product, "amount", amount))
                .post("/api/v1/orders")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        enterContract(order);
        desk.firm.execute(
                "update orders set status = 'APPROVED', approved_by = ?, submitted_by = advisor_id where id = cast(? as uuid)",
                compliance.id(),
                order);
        desk.operations
                .once()
                .body(Map.of("payerName", "=客户 一号", "amount", amount, "paidAt", now(), "bankReference", "P" + order))
                .post("/api/v1/orders/" + order + "/payments")
                .then()
                .statusCode(201);
        return UUID.fromString(order);
    }

    private void enterContract(String order) {
        int version = desk.advisor.request().get("/api/v1/orders/" + order).path("version");
        desk.advisor
                .request()
                .header("If-Match", "\"" + version + "\"")
                .body(Map.of(
                        "contractNumber",
                        "HT-" + order,
                        "signedAt",
                        now(),
                        "bankName",
                        "招商银行",
                        "bankAccount",
                        "6225880123456789"))
                .put("/api/v1/orders/" + order + "/contract")
                .then()
                .statusCode(200);
    }

    private void confirm(UUID order) {
        callback.once()
                .body(Map.of("outcome", "CONFIRMED", "answers", Collections.nCopies(8, "是")))
                .post("/api/v1/orders/" + order + "/callbacks")
                .then()
                .statusCode(201)
                .body("status", equalTo("CONFIRMED"));
    }

    private void voucher(UUID product, String debit, String credit, String amount) {
        desk.post(today().toString(), List.of(debit(debit, product, amount), credit(credit, product, amount)));
    }

    private void nav(UUID product, LocalDate day, String nav) {
        desk.operations
                .once()
                .body(Map.of("date", day.toString(), "nav", nav))
                .post(PRODUCTS + product + "/navs")
                .then()
                .statusCode(201);
    }

    private void awaitBooks(UUID product, Map<String, String> books) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(desk.balances(product)).containsExactlyInAnyOrderEntriesOf(books));
    }

    private String states(UUID product) {
        return desk.firm.one("select string_agg(distinct status, ' ') from holdings where product_id = ?", product);
    }

    /** The firm's time as its clock shows it. */
    private String now() {
        return desk.firm.one(
                "select to_char((now() + ahead) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') from firm_clock");
    }

    /** The day itself, or the Monday after; the clock follows. */
    private LocalDate dealingDay(LocalDate day) {
        LocalDate open = day;
        while (open.getDayOfWeek().getValue() > 5) {
            open = advance(Duration.ofDays(1));
        }
        return open;
    }

    private void awaitDay(LocalDate day) {
        while (today().isBefore(day)) {
            advance(Duration.ofDays(1));
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(Instant.parse(now()), ZoneId.of("Asia/Shanghai"));
    }

    @com.google.errorprone.annotations.CanIgnoreReturnValue
    private LocalDate advance(Duration by) {
        return LocalDate.parse(desk.operations
                .request()
                .body(Map.of("advance", by.toString()))
                .post("/api/v1/demo/clock")
                .then()
                .statusCode(200)
                .extract()
                .path("businessDate"));
    }
}
