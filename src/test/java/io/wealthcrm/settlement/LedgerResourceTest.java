package io.wealthcrm.settlement;

import static io.wealthcrm.settlement.Desk.credit;
import static io.wealthcrm.settlement.Desk.debit;
import static io.wealthcrm.settlement.Desk.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Service;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The ledger: balanced, unchangeable, closed by month; by its routes and against the database itself. */
@OnSharedService
class LedgerResourceTest {
    private final Desk desk;

    LedgerResourceTest(Service service) {
        desk = Desk.at(service);
    }

    @Test
    void aVoucherIsPostedAndRead() {
        UUID product = desk.fixedTerm();
        UUID voucher = id(desk.voucher(
                        desk.finance,
                        "2026-01-05",
                        List.of(
                                debit("CASH", product, "1200.50"),
                                credit("INVESTMENT_INCOME", product, "1000.00"),
                                credit("FEES_PAYABLE", product, "200.50")))
                .statusCode(201)
                .body("amount", equalTo("1200.50"))
                .body("kind", equalTo("MANUAL"))
                .body("status", equalTo("PREPARED"))
                .body("postedBy", nullValue())
                .body("lineCount", equalTo(3)));
        assertThat(desk.balances(product)).isEmpty();
        UUID entry = id(desk.approveVoucher(desk.controller, voucher)
                .statusCode(200)
                .body("status", equalTo("POSTED"))
                .body("preparedBy", equalTo(desk.finance.id().toString()))
                .body("postedBy", equalTo(desk.controller.id().toString())));
        desk.finance
                .request()
                .get("/api/v1/ledger/entries/" + voucher)
                .then()
                .body("id", equalTo(entry.toString()))
                .body("subjectId", equalTo(voucher.toString()));
        desk.finance
                .request()
                .get("/api/v1/ledger/entries?productId=" + product)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].id", equalTo(entry.toString()))
                .body("items[0].lineCount", equalTo(3))
                .body("items[0].lines[0].account", equalTo("CASH"))
                .body("items[0].lines[0].debit", equalTo("1200.50"))
                .body("items[0].lines[1].credit", equalTo("1000.00"));
        desk.finance
                .request()
                .get("/api/v1/ledger/entries/" + entry + "/lines?limit=2")
                .then()
                .body("items", hasSize(2))
                .body("nextCursor", org.hamcrest.Matchers.notNullValue());
        desk.operations.request().get("/api/v1/ledger/entries").then().statusCode(403);
    }

    @Test
    void nobodyPostsTheOwnVoucherNotEvenInTheDatabase() {
        UUID product = desk.fixedTerm();
        UUID voucher = prepared(product);
        String before = desk.counts(product);
        desk.approveVoucher(desk.finance, voucher).statusCode(409).body("code", equalTo("SECOND_PERSON_REQUIRED"));
        desk.approveVoucher(desk.operations, voucher).statusCode(403);
        desk.approveVoucher(desk.controller, Ids.next()).statusCode(404);
        assertThat(desk.counts(product)).isEqualTo(before);
        String entry = desk.firm.one("select id from ledger_entries limit 1");
        refused(
                "update ledger_drafts set status = 'POSTED', decided_by = prepared_by, decided_at = now(), entry_id = '%s' where id = '%s'"
                        .formatted(entry, voucher),
                "ledger_drafts_four_eyes");
        refused("update ledger_drafts set amount = 1 where id = '" + voucher + "'", "is fixed");
        refused("update ledger_draft_lines set debit = 1 where draft_id = '" + voucher + "'", "never changed");
        waiting(product).body("items.id", equalTo(List.of(voucher.toString())));
        desk.approveVoucher(desk.controller, voucher).statusCode(200);
        waiting(product).body("items", hasSize(0));
        desk.approveVoucher(desk.controller, voucher).statusCode(409).body("current", equalTo("POSTED"));
        assertThat(desk.balance(product, "CASH")).isEqualTo("10.00");
    }

    @Test
    void aVoucherGivenUpNeverComesIntoTheBooks() {
        UUID product = desk.fixedTerm();
        UUID voucher = prepared(product);
        String cancellation = "/api/v1/ledger/entries/" + voucher + "/cancellation";
        desk.finance.once().post(cancellation).then().statusCode(200).body("status", equalTo("CANCELLED"));
        desk.approveVoucher(desk.controller, voucher).statusCode(409).body("current", equalTo("CANCELLED"));
        desk.finance.once().post(cancellation).then().statusCode(409);
        assertThat(desk.balances(product)).isEmpty();
    }

    private UUID prepared(UUID product) {
        return id(desk.voucher(
                        desk.finance,
                        "2026-01-05",
                        List.of(debit("CASH", product, "10.00"), credit("INVESTED", product, "10.00")))
                .statusCode(201));
    }

    private ValidatableResponse waiting(UUID product) {
        return desk.finance
                .request()
                .get("/api/v1/ledger/entries?status=PREPARED&productId=" + product)
                .then()
                .statusCode(200);
    }

    @Test
    void pagesFollowEachOther() {
        UUID product = desk.fixedTerm();
        for (int i = 1; i <= 5; i++) {
            desk.cash(product, i + ".00", "INVESTED");
        }
        String path = "/api/v1/ledger/entries?limit=3&productId=" + product;
        var first = desk.finance.request().get(path).then().extract();
        assertThat(first.<List<String>>path("items.amount")).containsExactly("5.00", "4.00", "3.00");
        desk.finance
                .request()
                .get(path + "&cursor=" + first.path("nextCursor"))
                .then()
                .body("items.amount", equalTo(List.of("2.00", "1.00")))
                .body("nextCursor", org.hamcrest.Matchers.nullValue());
    }

    @Test
    void wrongVouchersAreRefusedAndChangeNothing() {
        UUID product = desk.fixedTerm();
        String before = desk.counts(product);
        var cash = debit("CASH", product, "10.00");
        desk.voucher(desk.finance, "2026-01-05", List.of(cash, credit("INVESTED", product, "9.99")))
                .statusCode(422)
                .body("code", equalTo("LEDGER_UNBALANCED"));
        desk.voucher(desk.finance, "2026-01-05", List.of(cash, credit("PETTY", product, "10.00")))
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_ACCOUNT"));
        desk.voucher(desk.finance, "2026-01-05", List.of(cash, credit("INVESTED", Ids.next(), "10.00")))
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_ACCOUNT"));
        desk.voucher(desk.finance, "2998-01-05", List.of(cash, credit("INVESTED", product, "10.00")))
                .statusCode(422)
                .body("code", equalTo("DAY_IN_FUTURE"));
        desk.voucher(desk.finance, "2026-01-05", List.of(cash, Map.of("account", "INVESTED")))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/lines/1"));
        desk.voucher(desk.operations, "2026-01-05", List.of(cash, credit("INVESTED", product, "10.00")))
                .statusCode(403);
        assertThat(desk.counts(product)).isEqualTo(before);
    }

    @Test
    void theDatabaseItselfRefusesWhatDoesNotBalanceOrChanges() {
        UUID product = desk.fixedTerm();
        desk.cash(product, "10.00", "INVESTED");
        String entry = desk.firm.one("select entry_id from ledger_lines where product_id = ? limit 1", product);
        String head =
                """
                with e as (insert into ledger_entries (id, posting_key, kind, booked_on, currency, amount, subject_id, posted_at)
                values (uuidv7(), cast(uuidv7() as text), 'MANUAL', '2026-01-05', 'CNY', %s, uuidv7(), now()) returning id) """;
        String lines =
                "insert into ledger_lines (entry_id, line_no, account, debit, credit) select e.id, l.* from e, (values %s) l";
        refused(
                head.formatted("5") + lines.formatted("(1, 'CASH', 5, 0), (2, 'INVESTED', 0, 4)"),
                "ledger_lines_balanced");
        refused(
                head.formatted("6") + lines.formatted("(1, 'CASH', 5, 0), (2, 'INVESTED', 0, 5)"),
                "ledger_entries_balanced");
        refused(head.formatted("5") + "select * from e", "ledger_entries_balanced");
        refused(
                head.formatted("5") + lines.formatted("(1, 'CASH', 5, 5), (2, 'INVESTED', 0, 5)"),
                "ledger_lines_one_side");
        refused(
                "insert into ledger_lines (entry_id, line_no, account, debit, credit) values ('%1$s', 8, 'CASH', 1, 0), ('%1$s', 9, 'CASH', 0, 1)"
                        .formatted(entry),
                "ledger_lines_sealed");
        refused("update ledger_lines set debit = 11 where entry_id = '" + entry + "' and debit > 0", "never changed");
        refused("delete from ledger_lines where entry_id = '" + entry + "'", "never changed");
        refused("update ledger_entries set booked_on = '2026-01-06' where id = '" + entry + "'", "never changed");
        refused("truncate ledger_lines", "never changed");
        assertThat(desk.balance(product, "CASH")).isEqualTo("10.00");
    }

    @Test
    void closedPeriodsRefusePostings() {
        UUID product = desk.fixedTerm();
        // Long before anything else here is booked: closing is for good, and this service is shared.
        String last = desk.firm.one(
                "select to_char(coalesce(max(period) + interval '1 month', date '2001-01-01'), 'YYYY-MM') from ledger_closings");
        String closing = "/api/v1/ledger/periods/" + last + "/closing";
        UUID tooLate = id(desk.voucher(
                        desk.finance,
                        last + "-28",
                        List.of(debit("CASH", product, "1.00"), credit("INVESTED", product, "1.00")))
                .statusCode(201));
        desk.operations.once().post(closing).then().statusCode(403);
        desk.finance.once().post(closing).then().statusCode(201).body("period", equalTo(last));
        desk.finance.once().post(closing).then().statusCode(409).body("code", equalTo("PERIOD_CLOSED"));
        desk.finance
                .once()
                .post("/api/v1/ledger/periods/2000-12/closing")
                .then()
                .statusCode(409)
                .body("current", equalTo(last));
        desk.voucher(
                        desk.finance,
                        last + "-28",
                        List.of(debit("CASH", product, "1.00"), credit("INVESTED", product, "1.00")))
                .statusCode(409)
                .body("code", equalTo("PERIOD_CLOSED"));
        desk.approveVoucher(desk.controller, tooLate).statusCode(409).body("code", equalTo("PERIOD_CLOSED"));
        assertThat(desk.balances(product)).isEmpty();
    }

    /** A year with a sign is read as another one by the database. */
    @Test
    void onlyMonthsAndDaysOfOurTimesAreTaken() {
        String before = desk.firm.one("select count(*) from ledger_closings");
        for (String month : List.of("-2026-10", "-4800-01", "+999999999-12", "0001-01", "2026-13", "2026")) {
            desk.finance
                    .once()
                    .post("/api/v1/ledger/periods/{month}/closing", month)
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("/period"));
            desk.finance
                    .request()
                    .accept("*/*")
                    .queryParam("period", month)
                    .get("/api/v1/ledger/vouchers")
                    .then()
                    .statusCode(400);
        }
        desk.finance
                .request()
                .queryParam("from", "-2026-01-01")
                .get("/api/v1/ledger/entries")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/from"));
        for (String month : List.of("4801-01-01", "0001-01-01", "2200-01-01")) {
            refused(
                    "insert into ledger_closings (period, closed_by, closed_at) select date '" + month
                            + "', id, now() from users limit 1",
                    "ledger_closings_of_our_times");
        }
        assertThat(desk.firm.one("select count(*) from ledger_closings")).isEqualTo(before);
    }

    /** Events as orders send them, at the edges of a day, twice, and of a month that is closed. */
    @Test
    void paymentsAreBookedOnTheFirmsDayOnce() {
        UUID product = desk.fixedTerm();
        booked(paid(product), "2025-10-31T15:59:59Z", "2025-10-31");
        booked(paid(product), "2025-10-31T16:00:00Z", "2025-11-01");
        booked(paid(product), "2025-12-31T16:00:00Z", "2026-01-01");
        UUID order = paid(product);
        booked(order, "2025-06-01T00:00:00Z", "2025-06-01");
        booked(order, "2025-07-01T00:00:00Z", "2025-06-01");
        assertThat(desk.balance(product, "CASH")).isEqualTo("4000000.00");
        String closed = desk.firm.one(
                "select to_char(coalesce(max(period) + interval '1 month', date '2001-01-01'), 'YYYY-MM') from ledger_closings");
        desk.finance
                .once()
                .post("/api/v1/ledger/periods/" + closed + "/closing")
                .then()
                .statusCode(201);
        String open = desk.firm.one("select cast(max(period) + interval '1 month' as date) from ledger_closings");
        booked(paid(product), "2000-06-15T04:00:00Z", open);
    }

    private UUID paid(UUID product) {
        UUID order = UUID.fromString(
                desk.firm.one("select order_id from holdings where id = ?", desk.holding(product, "1000000.00")));
        desk.firm.execute(
                """
                insert into order_payments (id, order_id, payer_name, amount, paid_at, bank_reference, recorded_by, recorded_at)
                values (uuidv7(), ?, '持有人', 1000000, now(), cast(uuidv7() as text), ?, now())""",
                order,
                desk.operations.id());
        return order;
    }

    private void booked(UUID order, String at, String day) {
        String event = desk.firm.one(
                """
                insert into outbox_events (id, kind, payload)
                select uuidv7(), 'OrderMoved', jsonb_build_object('orderId', o.id, 'customerId', o.customer_id, 'advisorId',
                       o.advisor_id, 'from', 'APPROVED', 'to', 'COOLING_OFF', 'by', o.advisor_id, 'at', cast(? as text))
                  from orders o where o.id = ? returning id""",
                at,
                order);
        await().untilAsserted(() -> assertThat(desk.firm.one(
                        "select done_at is not null from outbox_events where id = cast(? as uuid)", event))
                .isEqualTo("t"));
        assertThat(desk.firm.one(
                        "select string_agg(booked_on::text, ' ') from ledger_entries where subject_id = ? and kind = 'ORDER_PAYMENT'",
                        order))
                .isEqualTo(day);
    }

    @Test
    void aMonthThatIsNotOverCannotBeClosed() {
        String now = desk.firm.one("select to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM')");
        desk.finance
                .once()
                .post("/api/v1/ledger/periods/" + now + "/closing")
                .then()
                .statusCode(409)
                .body("code", equalTo("PERIOD_NOT_OVER"));
        desk.finance
                .once()
                .post("/api/v1/ledger/periods/2026-13/closing")
                .then()
                .statusCode(400);
    }

    @Test
    void vouchersCarryTheMappedAccountsAndBalance() {
        UUID product = desk.fixedTerm();
        String code = desk.firm.one("select code from products where id = ?", product);
        // A month of its own, so that the export is small.
        desk.post(
                "2019-07-15",
                List.of(
                        debit("CASH", product, "3.00"),
                        debit("CASH", product, "4.00"),
                        credit("INVESTED", product, "7.00")));
        String csv = desk.finance
                .request()
                .accept("text/csv")
                .get("/api/v1/ledger/vouchers?period=2019-07")
                .then()
                .statusCode(200)
                .contentType(containsString("text/csv"))
                .extract()
                .asString();
        assertThat(csv)
                .contains(
                        "voucherNo,date,kind,summary,accountNumber,accountName,productCode,currency,debit,credit,entryId");
        assertThat(csv.lines().filter(line -> line.contains(code)).map(line -> line.replaceAll("^\\d+,|,[^,]*$", "")))
                .containsExactly(
                        "2019-07-15,MANUAL,手工凭证,1002,银行存款," + code + ",CNY,7.00,0.00",
                        "2019-07-15,MANUAL,手工凭证,4001,实收资金," + code + ",CNY,0.00,7.00");
        desk.finance
                .request()
                .accept("*/*")
                .get("/api/v1/ledger/vouchers")
                .then()
                .statusCode(400);
    }

    @Test
    void anAccountIsRenumberedUnderItsVersion() {
        String path = "/api/v1/ledger/accounts/EXPENSES";
        desk.finance.request().body(Map.of("number", "6601")).patch(path).then().statusCode(428);
        int version = desk.finance
                .request()
                .get("/api/v1/ledger/accounts")
                .then()
                .extract()
                .path("items.find { it.code == 'EXPENSES' }.version");
        desk.finance
                .request()
                .header("If-Match", "\"" + version + "\"")
                .body(Map.of("number", "6601"))
                .patch(path)
                .then()
                .statusCode(200)
                .body("version", equalTo(version + 1));
        desk.finance
                .request()
                .header("If-Match", "\"" + version + "\"")
                .body(Map.of("number", "6602"))
                .patch(path)
                .then()
                .statusCode(412);
    }

    private void refused(String sql, String because) {
        assertThatThrownBy(() -> desk.firm.execute(sql)).hasMessageContaining(because);
    }
}
