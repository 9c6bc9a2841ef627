package io.wealthcrm.settlement;

import static io.wealthcrm.settlement.Desk.PRODUCTS;
import static io.wealthcrm.settlement.Desk.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.wealthcrm.shared.Ids;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Service;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Shares of a fund are registered once, at the right value, after a second person's look. */
@OnSharedService
class ClearingResourceTest {
    private static final String RUNS = "clearing-runs";

    private final Service service;
    private final Desk desk;

    ClearingResourceTest(Service service) {
        this.service = service;
        desk = Desk.at(service);
    }

    @Test
    void sharesAreRegisteredAtTheDaysValueAfterTheFee() {
        UUID product = desk.fund();
        UUID small = desk.holding(product, "1000000.00");
        UUID large = desk.holding(product, "1500000.00");
        UUID later = desk.holding(product, "1000000.00", LocalDate.of(2025, 3, 5));
        desk.cash(product, "3500000.00", "SUBSCRIPTIONS");
        desk.nav(product, "2025-03-04", "1.2345");
        String before = desk.counts(product);
        // 1 % less a fifth: net = amount ÷ 1.008, half-even to the cent; shares = net ÷ 1.2345, half-even to four
        // places.
        UUID run = id(desk.prepare(
                        desk.operations,
                        product,
                        RUNS,
                        Map.of("dealingDay", "2025-03-04", "feeRate", "0.0100", "feeDiscount", "0.2"))
                .statusCode(201)
                .header("Location", startsWith(PRODUCTS + product + "/clearing-runs/"))
                .body("status", equalTo("PREPARED"))
                .body("holdings", equalTo(2))
                .body("amount", equalTo("2500000.00"))
                .body("fee", equalTo("19841.27")));
        assertThat(desk.firm.one("select count(*) from ledger_lines where product_id = ?", product))
                .as("a preview does nothing (before: %s)", before)
                .isEqualTo("2");
        desk.finance
                .request()
                .get(PRODUCTS + product + "/clearing-runs/" + run + "/lines")
                .then()
                .body("items", hasSize(2))
                .body("items.find { it.holdingId == '" + small + "' }.fee", equalTo("7936.51"))
                .body("items.find { it.holdingId == '" + small + "' }.shares", equalTo("803615.6258"));
        String job = desk.approve(desk.finance, product, RUNS, run)
                .statusCode(202)
                .header("Location", startsWith("/api/v1/jobs/"))
                .body("total", equalTo(2))
                .extract()
                .path("id");
        desk.awaitJob(job, "DONE");
        assertThat(shares(small)).isEqualTo("803615.6258");
        assertThat(shares(large)).isEqualTo("1205423.4427");
        assertThat(shares(later)).isNull();
        assertThat(desk.balances(product))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "CASH", "3500000.00",
                        "SUBSCRIPTIONS", "-1000000.00",
                        "FEES_PAYABLE", "-19841.27",
                        "INVESTED", "-2480158.73"));
        desk.approve(desk.finance, product, RUNS, run).statusCode(409).body("current", equalTo("DONE"));
        refused(product, Map.of("dealingDay", "2025-03-04"), 409, "NOTHING_TO_CLEAR");
    }

    @Test
    void anOrdersOwnDiscountCountsWhereItIsMore() {
        UUID product = desk.fund();
        UUID valued = desk.holding(product, "1000000.00");
        UUID usual = desk.holding(product, "1000000.00");
        desk.firm.execute(
                "update orders set fee_discount = 0.5 where id = (select order_id from holdings where id = ?)", valued);
        desk.nav(product, "2025-03-04", "1");
        Map<String, String> input = Map.of("dealingDay", "2025-03-04", "feeRate", "0.0100", "feeDiscount", "0.2");
        UUID run = id(desk.prepare(desk.operations, product, RUNS, input)
                .statusCode(201)
                .body("fee", equalTo("12911.63")));
        // 1,000,000 ÷ 1.005 = 995,024.8756 and ÷ 1.008 = 992,063.4921.
        desk.finance
                .request()
                .get(PRODUCTS + product + "/clearing-runs/" + run + "/lines")
                .then()
                .body("items.find { it.holdingId == '" + valued + "' }.fee", equalTo("4975.12"))
                .body("items.find { it.holdingId == '" + valued + "' }.feeDiscount", equalTo("0.5"))
                .body("items.find { it.holdingId == '" + valued + "' }.shares", equalTo("995024.8800"))
                .body("items.find { it.holdingId == '" + usual + "' }.fee", equalTo("7936.51"))
                .body("items.find { it.holdingId == '" + usual + "' }.feeDiscount", equalTo("0.2"));
        desk.cash(product, "2000000.00", "SUBSCRIPTIONS");
        desk.approve(desk.finance, product, RUNS, run).statusCode(202);
    }

    /** Another node, or a long step, is at the oldest of all jobs. */
    @Test
    void aJobUnderWayElsewhereKeepsNoOtherWaiting() throws SQLException {
        UUID elsewhere = Ids.next();
        desk.firm.execute(
                """
                insert into jobs (id, kind, subject_id, total, created_by, due_at)
                values (?, 'ELSEWHERE', uuidv7(), 1, ?, now() + interval '2 seconds')""",
                elsewhere,
                desk.finance.id());
        try (Connection node = service.jdbc();
                var statement = node.createStatement()) {
            node.setAutoCommit(false);
            statement.execute("select from jobs where id = '" + elsewhere + "' for update");
            await().until(() -> desk.firm
                    .one("select due_at < now() from jobs where id = ?", elsewhere)
                    .equals("t"));
            UUID product = desk.fund();
            desk.holding(product, "1000000.00");
            desk.nav(product, "2025-03-04", "1");
            desk.cash(product, "1000000.00", "SUBSCRIPTIONS");
            desk.run(product, RUNS, Map.of("dealingDay", "2025-03-04"));
            statement.execute("delete from jobs where id = '" + elsewhere + "'");
            node.commit();
        }
    }

    @Test
    void nobodyApprovesTheOwnRun() {
        UUID product = desk.fund();
        UUID holding = desk.holding(product, "1000000.00");
        desk.nav(product, "2025-03-04", "1");
        UUID run = id(desk.prepare(desk.both, product, RUNS, Map.of("dealingDay", "2025-03-04"))
                .statusCode(201));
        desk.approve(desk.both, product, RUNS, run).statusCode(409).body("code", equalTo("SECOND_PERSON_REQUIRED"));
        desk.approve(desk.operations, product, RUNS, run).statusCode(403);
        assertThat(shares(holding)).isNull();
        refused(product, Map.of("dealingDay", "2025-03-04"), 409, "RUN_UNDER_WAY");
        desk.cancel(product, RUNS, run).statusCode(200).body("status", equalTo("CANCELLED"));
        desk.approve(desk.finance, product, RUNS, run).statusCode(409).body("current", equalTo("CANCELLED"));
    }

    /** As when it was prepared while the job of another run was at work. */
    @Test
    void whatWouldBePreparedOtherwiseNowIsNotApproved() {
        staleAfter((product, holding) -> desk.holding(product, "1000000.00"));
        staleAfter((product, holding) -> desk.firm.execute("update holdings set shares = 1 where id = ?", holding));
        staleAfter((product, holding) -> desk.firm.execute("update navs set nav = 1.1 where product_id = ?", product));
        // Published late: the holdings belong to the earlier day.
        staleAfter((product, holding) -> desk.nav(product, "2025-03-03", "1"));
    }

    private void staleAfter(BiConsumer<UUID, UUID> change) {
        UUID product = desk.fund();
        UUID holding = desk.holding(product, "1000000.00");
        desk.holding(product, "2000000.00");
        desk.nav(product, "2025-03-04", "1");
        UUID run = id(desk.prepare(desk.operations, product, RUNS, Map.of("dealingDay", "2025-03-04"))
                .statusCode(201));
        change.accept(product, holding);
        String before = desk.counts(product);
        desk.approve(desk.finance, product, RUNS, run).statusCode(409).body("code", equalTo("RUN_STALE"));
        assertThat(desk.counts(product)).isEqualTo(before);
        desk.view(product, RUNS, run).body("status", equalTo("PREPARED")).body("jobId", nullValue());
        desk.cancel(product, RUNS, run).statusCode(200).body("status", equalTo("CANCELLED"));
    }

    @Test
    void daysThatDoNotFitAreRefused() {
        UUID product = desk.fund();
        desk.holding(product, "1000000.00");
        desk.nav(product, "2025-03-05", "1.1");
        refused(product, Map.of("dealingDay", "2998-03-04"), 422, "DAY_IN_FUTURE");
        refused(product, Map.of("dealingDay", "2025-03-08"), 422, "NOT_A_BUSINESS_DAY");
        // A make-up Saturday: people work, but funds are not dealt.
        refused(product, Map.of("dealingDay", "2025-02-08"), 422, "NOT_A_BUSINESS_DAY");
        refused(product, Map.of("dealingDay", "2025-03-04"), 409, "NAV_MISSING");
        refused(product, Map.of("dealingDay", "2025-03-05", "feeRate", "0.2"), 400, "INVALID_INPUT");
        refused(desk.fixedTerm(), Map.of("dealingDay", "2025-03-05"), 422, "WRONG_PRODUCT_KIND");
    }

    @Test
    void valuesOutOfOrderAreNoticed() {
        UUID product = desk.fund();
        desk.holding(product, "1000000.00");
        desk.nav(product, "2025-03-05", "1.1");
        // Published late: the holding belongs to the earlier day.
        desk.nav(product, "2025-03-04", "1.0");
        desk.prepare(desk.operations, product, RUNS, Map.of("dealingDay", "2025-03-05"))
                .statusCode(409)
                .body("code", equalTo("EARLIER_DEALING_DAY"))
                .body("dealingDay", equalTo("2025-03-04"));
        desk.cash(product, "1000000.00", "SUBSCRIPTIONS");
        UUID done = desk.run(product, RUNS, Map.of("dealingDay", "2025-03-04"));
        assertThat(done).isNotNull();
        desk.holding(product, "1000000.00", LocalDate.of(2025, 3, 3));
        desk.nav(product, "2025-03-03", "0.9");
        refused(product, Map.of("dealingDay", "2025-03-03"), 409, "DEALING_DAY_OUT_OF_ORDER");
    }

    private void refused(UUID product, Map<String, ?> run, int status, String code) {
        String before = desk.counts(product);
        desk.prepare(desk.operations, product, RUNS, run).statusCode(status).body("code", equalTo(code));
        assertThat(desk.counts(product)).isEqualTo(before);
    }

    private String shares(UUID holding) {
        return desk.firm.one("select shares from holdings where id = ?", holding);
    }

    @Test
    void theListIsNewestFirst() {
        UUID product = desk.fund();
        desk.holding(product, "1000000.00");
        desk.nav(product, "2025-03-04", "1");
        UUID first = id(desk.prepare(desk.operations, product, RUNS, Map.of("dealingDay", "2025-03-04")));
        desk.cancel(product, RUNS, first).statusCode(200);
        UUID second = id(desk.prepare(desk.operations, product, RUNS, Map.of("dealingDay", "2025-03-04")));
        desk.finance
                .request()
                .get(PRODUCTS + product + "/clearing-runs")
                .then()
                .body("items.id", equalTo(List.of(second.toString(), first.toString())));
    }
}
