package io.wealthcrm.settlement;

import static io.wealthcrm.settlement.Desk.PRODUCTS;
import static io.wealthcrm.settlement.Desk.id;
import static io.wealthcrm.settlement.Desk.interest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Service;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Interest, dividends and principal by record date: never more than the cash, never twice, after a second person's look. */
@OnSharedService
class DistributionResourceTest {
    private static final String WHAT = "distributions";

    private final Desk desk;

    DistributionResourceTest(Service service) {
        desk = Desk.at(service);
    }

    @Test
    void interestIsWorkedOutForEachHoldingByItsDays() {
        UUID product = desk.fixedTerm();
        UUID whole = desk.holding(product, "1000000.00");
        UUID half = desk.holding(product, "1100000.00", LocalDate.of(2025, 9, 3));
        desk.holding(product, "5000000.00", LocalDate.of(2026, 3, 4));
        desk.cash(product, "200000.00", "INVESTMENT_INCOME");
        // 1,000,000 × 10 % × 365/365 = 100,000.00; 1,100,000 × 10 % × 181/365 = 54,547.945… → 54,547.95
        UUID distribution = id(desk.prepare(desk.operations, product, WHAT, interest("0.1000"))
                .statusCode(201)
                .body("holdings", equalTo(2))
                .body("amount", equalTo("154547.95"))
                .body("payOn", equalTo("2026-03-05")));
        desk.finance
                .request()
                .get(PRODUCTS + product + "/distributions/" + distribution + "/lines")
                .then()
                .body("items.find { it.holdingId == '" + whole + "' }.amount", equalTo("100000.00"))
                .body("items.find { it.holdingId == '" + half + "' }.days", equalTo(181))
                .body("items.find { it.holdingId == '" + half + "' }.amount", equalTo("54547.95"));
        assertThat(desk.payouts(distribution)).isEmpty();
        String job = desk.approve(desk.finance, product, WHAT, distribution)
                .statusCode(202)
                .extract()
                .path("id");
        desk.awaitJob(job, "DONE");
        desk.operations
                .request()
                .get("/api/v1/jobs/" + job)
                .then()
                .body("done", equalTo(2))
                .body("total", equalTo(2))
                .body("failed", equalTo(0))
                .body("kind", equalTo("DISTRIBUTION"))
                .body("result.distributionId", equalTo(distribution.toString()));
        desk.advisor.request().get("/api/v1/jobs/" + job).then().statusCode(404);
        assertThat(desk.payouts(distribution))
                .extracting(payout -> payout.get("amount"))
                .containsExactlyInAnyOrder("100000.00", "54547.95");
        assertThat(desk.balances(product))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "CASH", "200000.00",
                        "INVESTMENT_INCOME", "-200000.00",
                        "DISTRIBUTED", "154547.95",
                        "DISTRIBUTIONS_PAYABLE", "-154547.95"));
        // The same days again, and a record date before one that was distributed.
        refused(product, interest("0.1000"), 409, "INTEREST_PERIOD_OVERLAPS");
    }

    @Test
    void moreThanTheCashIsRefusedWhenPreparedAndWhenApproved() {
        UUID product = desk.fixedTerm();
        desk.holding(product, "1000000.00");
        desk.cash(product, "100000.00", "INVESTMENT_INCOME");
        // What others are owed is not there to be distributed.
        desk.cash(product, "500000.00", "SUBSCRIPTIONS");
        desk.prepare(desk.operations, product, WHAT, interest("0.100001"))
                .statusCode(409)
                .body("code", equalTo("DISTRIBUTION_EXCEEDS_CASH"))
                .body("available", equalTo("100000.00"))
                .body("amount", equalTo("100001.00"));
        UUID distribution =
                id(desk.prepare(desk.operations, product, WHAT, interest("0.1")).statusCode(201));
        desk.post("2026-01-06", List.of(Desk.debit("EXPENSES", product, "0.01"), Desk.credit("CASH", product, "0.01")));
        String before = desk.counts(product);
        desk.approve(desk.finance, product, WHAT, distribution)
                .statusCode(409)
                .body("code", equalTo("DISTRIBUTION_EXCEEDS_CASH"))
                .body("available", equalTo("99999.99"));
        assertThat(desk.counts(product)).isEqualTo(before);
    }

    @Test
    void nobodyApprovesTheOwnDistributionNorOneThatHasChanged() {
        UUID product = desk.fixedTerm();
        desk.holding(product, "1000000.00");
        desk.cash(product, "1000000.00", "INVESTMENT_INCOME");
        UUID distribution =
                id(desk.prepare(desk.both, product, WHAT, interest("0.1")).statusCode(201));
        desk.approve(desk.both, product, WHAT, distribution)
                .statusCode(409)
                .body("code", equalTo("SECOND_PERSON_REQUIRED"));
        refused(product, interest("0.1"), 409, "RUN_UNDER_WAY");
        desk.holding(product, "1000000.00", LocalDate.of(2025, 12, 1));
        String before = desk.counts(product);
        desk.approve(desk.finance, product, WHAT, distribution).statusCode(409).body("code", equalTo("RUN_STALE"));
        assertThat(desk.counts(product)).isEqualTo(before);
        desk.cancel(product, WHAT, distribution).statusCode(200).body("status", equalTo("CANCELLED"));
        desk.prepare(desk.operations, product, WHAT, interest("0.1"))
                .statusCode(201)
                .body("holdings", equalTo(2));
    }

    @Test
    void aDividendIsAllottedToTheLastCent() {
        UUID product = desk.fund();
        for (int i = 0; i < 3; i++) {
            desk.holding(product, "1000000.00");
        }
        desk.cash(product, "3000000.00", "SUBSCRIPTIONS");
        Map<String, ?> dividend = Map.of("kind", "DIVIDEND", "recordDate", "2025-06-30", "total", "100.00");
        refused(product, dividend, 409, "UNCLEARED_HOLDINGS");
        desk.nav(product, "2025-03-04", "1.0000");
        assertThat(desk.run(product, "clearing-runs", Map.of("dealingDay", "2025-03-04")))
                .isNotNull();
        UUID distribution = desk.run(product, WHAT, dividend);
        assertThat(desk.payouts(distribution))
                .extracting(payout -> payout.get("amount"))
                .containsExactlyInAnyOrder("33.34", "33.33", "33.33");
        refused(product, dividend, 409, "DIVIDEND_ALREADY_DISTRIBUTED");
    }

    @Test
    void maturedPrincipalIsRepaidAndEndsTheHolding() {
        UUID product = desk.fixedTerm();
        UUID matured = desk.holding(product, "1000000.00");
        UUID young = desk.holding(product, "1000000.00", LocalDate.of(2025, 6, 1));
        desk.cash(product, "2000000.00", "INVESTED");
        Map<String, ?> principal = Map.of("kind", "PRINCIPAL", "recordDate", "2026-03-03");
        UUID distribution = desk.run(product, WHAT, principal);
        assertThat(desk.payouts(distribution))
                .extracting(payout -> payout.get("holdingId"))
                .containsExactly(matured.toString());
        assertThat(desk.firm.one("select status from holdings where id = ?", matured))
                .isEqualTo("MATURED");
        assertThat(desk.firm.one("select status from holdings where id = ?", young))
                .isEqualTo("OPEN");
        assertThat(desk.balances(product))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "CASH", "2000000.00", "INVESTED", "-1000000.00", "DISTRIBUTIONS_PAYABLE", "-1000000.00"));
        refused(product, principal, 409, "NOTHING_TO_DISTRIBUTE");
        refused(product, Map.of("kind", "PRINCIPAL", "recordDate", "2026-03-02"), 409, "RECORD_DATE_OUT_OF_ORDER");
    }

    /** What was paid as a dividend since is no longer in the value of the day before it. */
    @Test
    void aFundIsNotRepaidAtAValueFromBeforeItsDividend() {
        UUID product = desk.fund();
        UUID holding = desk.holding(product, "1000000.00");
        desk.firm.execute("update holdings set shares = 1000000 where id = ?", holding);
        desk.nav(product, "2025-06-02", "1.30");
        desk.nav(product, "2025-06-16", "1.00");
        desk.cash(product, "1300000.00", "INVESTED");
        desk.run(product, WHAT, Map.of("kind", "DIVIDEND", "recordDate", "2025-06-10", "total", "300000.00"));
        refused(product, Map.of("kind", "PRINCIPAL", "recordDate", "2025-06-02"), 409, "RECORD_DATE_OUT_OF_ORDER");
        desk.run(product, WHAT, Map.of("kind", "PRINCIPAL", "recordDate", "2025-06-16"));
        assertThat(desk.balance(product, "DISTRIBUTIONS_PAYABLE")).isEqualTo("-1300000.00");
    }

    /** The principal first, then the interest: 1,000,000.00 × 10 % × 365/365. */
    @Test
    void interestAfterThePrincipalFindsWhoHeldTheProduct() {
        UUID product = desk.fixedTerm();
        UUID repaid = desk.holding(product, "1000000.00");
        desk.cash(product, "1000000.00", "INVESTED");
        desk.run(product, WHAT, Map.of("kind", "PRINCIPAL", "recordDate", "2026-03-03"));
        assertThat(desk.firm.one("select ended_on from holdings where id = ?", repaid))
                .isEqualTo("2026-03-03");
        UUID interest = desk.interest(product, "100000.00");
        assertThat(desk.payouts(interest)).singleElement().satisfies(payout -> assertThat(payout)
                .containsEntry("holdingId", repaid.toString())
                .containsEntry("amount", "100000.00"));
        assertThat(desk.balance(product, "DISTRIBUTIONS_PAYABLE")).isEqualTo("-1100000.00");
        refused(product, Map.of("kind", "PRINCIPAL", "recordDate", "2026-03-03"), 409, "NOTHING_TO_DISTRIBUTE");
    }

    /**
     * Of 2025-03-03 to 2026-03-03: ended on 2025-09-03 after 184 days, 1,000,000 × 10 % × 184/365 = 50,410.958… → 50,410.96; ended
     * before it began: nothing; still held: 2,000,000 × 10 % = 200,000.00.
     */
    @Test
    void aHoldingThatEndedEarnsToItsEnd() {
        UUID product = desk.fixedTerm();
        UUID early = ended(desk.holding(product, "1000000.00"), "2025-09-03");
        ended(desk.holding(product, "1000000.00", LocalDate.of(2025, 1, 3)), "2025-03-03");
        UUID held = desk.holding(product, "2000000.00");
        UUID interest = desk.interest(product, "250410.96");
        assertThat(desk.payouts(interest))
                .extracting(payout -> payout.get("holdingId") + " " + payout.get("amount"))
                .containsExactlyInAnyOrder(early + " 50410.96", held + " 200000.00");
    }

    /** 300.00 by principal: who ended on the record date held it still, who ended the day before did not. */
    @Test
    void aDividendGoesToWhoHeldOnTheRecordDate() {
        UUID product = desk.fixedTerm();
        UUID onTheDay = ended(desk.holding(product, "1000000.00"), "2025-06-30");
        ended(desk.holding(product, "1000000.00"), "2025-06-29");
        UUID held = desk.holding(product, "2000000.00");
        desk.holding(product, "2000000.00", LocalDate.of(2025, 7, 1));
        desk.cash(product, "300.00", "INVESTMENT_INCOME");
        UUID dividend =
                desk.run(product, WHAT, Map.of("kind", "DIVIDEND", "recordDate", "2025-06-30", "total", "300.00"));
        assertThat(desk.payouts(dividend))
                .extracting(payout -> payout.get("holdingId") + " " + payout.get("amount"))
                .containsExactlyInAnyOrder(onTheDay + " 100.00", held + " 200.00");
    }

    @CanIgnoreReturnValue
    private UUID ended(UUID holding, String day) {
        desk.firm.execute(
                "update holdings set status = 'REDEEMED', ended_on = cast(? as date) where id = ?", day, holding);
        return holding;
    }

    @Test
    void interestBeyondTheRecordDateIsRefused() {
        UUID product = desk.fixedTerm();
        desk.holding(product, "1000000.00");
        desk.cash(product, "1000000.00", "INVESTMENT_INCOME");
        Map<String, Object> beyond = new HashMap<>(interest("0.1"));
        beyond.put("recordDate", "2026-03-02");
        String before = desk.counts(product);
        desk.prepare(desk.operations, product, WHAT, beyond)
                .statusCode(400)
                .body("code", equalTo("INVALID_INPUT"))
                .body("errors.pointer", hasItem("/until"));
        assertThat(desk.counts(product)).isEqualTo(before);
    }

    @Test
    void termsThatDoNotFitAreRefused() {
        UUID product = desk.fixedTerm();
        desk.holding(product, "1000000.00");
        desk.prepare(desk.operations, product, WHAT, Map.of("kind", "INTEREST", "recordDate", "2026-03-03"))
                .statusCode(400)
                .body("errors.pointer", hasItem("/rate"))
                .body("errors.pointer", hasItem("/until"));
        refused(
                product,
                Map.of("kind", "DIVIDEND", "recordDate", "2026-03-03", "total", "-1.00"),
                400,
                "INVALID_INPUT");
        refused(product, Map.of("kind", "PRINCIPAL", "recordDate", "2026-03-03", "rate", "0.1"), 400, "INVALID_INPUT");
        refused(product, Map.of("kind", "PRINCIPAL", "recordDate", "2998-03-03"), 422, "DAY_IN_FUTURE");
        Map<String, Object> payOn = new HashMap<>(interest("0.1"));
        payOn.put("payOn", "2026-05-01");
        desk.prepare(desk.operations, product, WHAT, payOn)
                .statusCode(422)
                .body("code", equalTo("NOT_A_BUSINESS_DAY"))
                .body("next", equalTo("2026-05-06"));
        refused(desk.fund(), interest("0.1"), 422, "WRONG_PRODUCT_KIND");
        refused(product, interest("0.1"), 409, "DISTRIBUTION_EXCEEDS_CASH");
    }

    private void refused(UUID product, Map<String, ?> distribution, int status, String code) {
        String before = desk.counts(product);
        desk.prepare(desk.operations, product, WHAT, distribution)
                .statusCode(status)
                .body("code", equalTo(code));
        assertThat(desk.counts(product)).isEqualTo(before);
    }
}
