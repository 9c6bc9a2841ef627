package io.wealthcrm.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The back office at work on products whose holdings are laid in by SQL. */
final class Desk {
    static final String PRODUCTS = "/api/v1/products/";
    static final LocalDate OPENED = LocalDate.of(2025, 3, 3);

    final Firm firm;
    final Person advisor;
    final Person operations;
    final Person finance;

    /** Another person of finance, who looks over what the first has prepared. */
    final Person controller;

    /** Operations and finance in one, who must not check the own work. */
    final Person both;

    private Desk(Service service) {
        firm = Firm.on(service);
        advisor = firm.advisor();
        operations = firm.office(Role.OPERATIONS);
        finance = firm.office(Role.FINANCE);
        controller = firm.office(Role.FINANCE);
        both = firm.person(firm.headOffice, Role.OPERATIONS, Role.FINANCE);
    }

    static Desk at(Service service) {
        return new Desk(service);
    }

    UUID fixedTerm() {
        return firm.product();
    }

    UUID fund() {
        return firm.product(Map.of("kind", "'NAV_FUND'", "term_days", "null"));
    }

    @CanIgnoreReturnValue
    UUID holding(UUID product, String principal) {
        return holding(product, principal, OPENED);
    }

    /** A confirmed order of a new customer, paid from an account at a bank, and its holding; a fixed term has 365 days. */
    @CanIgnoreReturnValue
    UUID holding(UUID product, String principal, LocalDate opened) {
        UUID customer = firm.buyerOf(advisor, "持有人");
        UUID order = Ids.next();
        firm.execute(
                """
                insert into orders (id, customer_id, product_id, advisor_id, unit_id, booked_by, customer_name, product_name,
                       amount, regime, risk_level, status, status_at, booked_at, expires_at, contract_number, signed_at, paid_at,
                       cooling_off_ends_at, bank_name, bank_account_cipher)
                select ?, ?, p.id, ?, ?, ?, '持有人', p.name, cast(? as numeric), p.regime, p.risk_level, 'CONFIRMED', now(), now(),
                       now(), 'HT-' || cast(? as text), now(), now(), now(), '招商银行', '\\x00'
                  from products p where p.id = ?""",
                order,
                customer,
                advisor.id(),
                firm.teamA,
                advisor.id(),
                principal,
                order.toString(),
                product);
        UUID holding = Ids.next();
        firm.execute(
                """
                insert into holdings (id, customer_id, product_id, order_id, advisor_id, unit_id, principal, opened_on, matures_on)
                select ?, ?, p.id, ?, ?, ?, cast(? as numeric), ?, cast(? as date) + p.term_days
                  from products p where p.id = ?""",
                holding,
                customer,
                order,
                advisor.id(),
                firm.teamA,
                principal,
                opened,
                opened.toString(),
                product);
        return holding;
    }

    /** An order of a new customer with a contract that names an account, and its holding. */
    UUID contract(UUID product, String amount) {
        UUID order = id(advisor.once()
                .body(Map.of("customerId", firm.buyerOf(advisor, "收款人"), "productId", product, "amount", amount))
                .post("/api/v1/orders")
                .then()
                .statusCode(201));
        advisor.request()
                .header("If-Match", "\"0\"")
                .body(Map.of(
                        "contractNumber",
                        "HT-" + order,
                        "signedAt",
                        Instant.now().minusSeconds(60).toString(),
                        "bankName",
                        "招商银行",
                        "bankAccount",
                        "6225880123456789"))
                .put("/api/v1/orders/" + order + "/contract")
                .then()
                .statusCode(200);
        firm.execute(
                """
                update orders set status = 'CONFIRMED', paid_at = now(), cooling_off_ends_at = now() where id = ?""",
                order);
        firm.execute(
                """
                insert into holdings (id, customer_id, product_id, order_id, advisor_id, unit_id, principal, opened_on, matures_on)
                select uuidv7(), o.customer_id, o.product_id, o.id, o.advisor_id, o.unit_id, o.amount, cast(? as date), cast(? as date) + p.term_days
                  from orders o join products p on p.id = o.product_id where o.id = ?""",
                OPENED.toString(),
                OPENED.toString(),
                order);
        return order;
    }

    /** The holding and its order again and again, in the same customer's name, until there are as many. */
    void multiply(UUID holding, int until) {
        firm.execute(
                """
                with o as (
                    insert into orders (id, customer_id, product_id, advisor_id, unit_id, booked_by, customer_name, product_name,
                           amount, regime, risk_level, status, status_at, booked_at, expires_at, contract_number, signed_at,
                           paid_at, cooling_off_ends_at)
                    select uuidv7(), o.customer_id, o.product_id, o.advisor_id, o.unit_id, o.booked_by, o.customer_name,
                           o.product_name, o.amount, o.regime, o.risk_level, o.status, now(), now(), now(),
                           'HT-' || cast(uuidv7() as text), now(), now(), now()
                      from orders o join holdings h on h.order_id = o.id, generate_series(2, ?) where h.id = ?
                    returning id)
                insert into holdings (id, customer_id, product_id, order_id, advisor_id, unit_id, principal, opened_on, matures_on)
                select uuidv7(), h.customer_id, h.product_id, o.id, h.advisor_id, h.unit_id, h.principal, h.opened_on, h.matures_on
                  from o, holdings h where h.id = ?""",
                until,
                holding,
                holding);
    }

    void nav(UUID product, String day, String nav) {
        firm.execute(
                "insert into navs (product_id, nav_date, nav, recorded_at) values (?, cast(? as date), cast(? as numeric), now())",
                product,
                day,
                nav);
    }

    /** Cash for the product by a voucher; {@code against} is credited. */
    void cash(UUID product, String amount, String against) {
        post("2026-01-05", List.of(debit("CASH", product, amount), credit(against, product, amount)));
    }

    /** A voucher prepared by one and approved by another; the entry's id. */
    @CanIgnoreReturnValue
    UUID post(String day, List<Map<String, Object>> lines) {
        return id(approveVoucher(controller, id(voucher(finance, day, lines).statusCode(201)))
                .statusCode(200));
    }

    ValidatableResponse approveVoucher(Person by, UUID voucher) {
        return by.once().post("/api/v1/ledger/entries/" + voucher + "/approval").then();
    }

    ValidatableResponse voucher(Person by, String day, List<Map<String, Object>> lines) {
        return by.once()
                .body(Map.of("bookedOn", day, "currency", "CNY", "note", "手工凭证", "lines", lines))
                .post("/api/v1/ledger/entries")
                .then();
    }

    static Map<String, Object> debit(String account, UUID product, String amount) {
        return Map.of("account", account, "productId", product, "debit", amount);
    }

    static Map<String, Object> credit(String account, UUID product, String amount) {
        return Map.of("account", account, "productId", product, "credit", amount);
    }

    ValidatableResponse prepare(Person by, UUID product, String what, Map<String, ?> body) {
        return by.once().body(body).post(PRODUCTS + product + "/" + what).then();
    }

    ValidatableResponse approve(Person by, UUID product, String what, UUID run) {
        return by.once()
                .post(PRODUCTS + product + "/" + what + "/" + run + "/approval")
                .then();
    }

    ValidatableResponse cancel(UUID product, String what, UUID run) {
        return operations
                .once()
                .post(PRODUCTS + product + "/" + what + "/" + run + "/cancellation")
                .then();
    }

    ValidatableResponse resume(UUID product, String what, UUID run) {
        return finance.once()
                .post(PRODUCTS + product + "/" + what + "/" + run + "/resumption")
                .then();
    }

    ValidatableResponse view(UUID product, String what, UUID run) {
        return finance.request()
                .get(PRODUCTS + product + "/" + what + "/" + run)
                .then()
                .statusCode(200);
    }

    /** Prepared, approved by finance and done. */
    @CanIgnoreReturnValue
    UUID run(UUID product, String what, Map<String, ?> body) {
        UUID run = id(prepare(operations, product, what, body).statusCode(201));
        String job =
                approve(finance, product, what, run).statusCode(202).extract().path("id");
        awaitJob(job, "DONE");
        return run;
    }

    void awaitJob(String job, String status) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        operations.request().get("/api/v1/jobs/" + job).<String>path("status"))
                .isEqualTo(status));
    }

    /** One distribution of interest of 10 % over a year, done; the product has the cash for it. */
    UUID interest(UUID product, String cash) {
        cash(product, cash, "INVESTMENT_INCOME");
        return run(product, "distributions", interest("0.1000"));
    }

    static Map<String, Object> interest(String rate) {
        return Map.of(
                "kind",
                "INTEREST",
                "recordDate",
                "2026-03-03",
                "rate",
                rate,
                "since",
                "2025-03-03",
                "until",
                "2026-03-03");
    }

    UUID batch(UUID distribution) {
        return id(operations
                .once()
                .body(Map.of("distributionId", distribution))
                .post("/api/v1/payouts/batches")
                .then()
                .statusCode(201));
    }

    ValidatableResponse release(Person by, UUID batch) {
        return by.once().post("/api/v1/payouts/batches/" + batch + "/release").then();
    }

    UUID released(UUID distribution) {
        UUID batch = batch(distribution);
        release(finance, batch).statusCode(200);
        return batch;
    }

    ValidatableResponse results(UUID batch, String csv) {
        return operations
                .once()
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig().encodeContentTypeAs("text/csv", ContentType.TEXT)))
                .contentType("text/csv")
                .body(csv)
                .post("/api/v1/payouts/batches/" + batch + "/results")
                .then();
    }

    /** The payouts of a distribution, the newest first. */
    List<Map<String, Object>> payouts(UUID distribution) {
        return operations
                .request()
                .get("/api/v1/payouts?limit=100&distributionId=" + distribution)
                .then()
                .statusCode(200)
                .extract()
                .path("items");
    }

    /** A result file that says the same of each payout. */
    String resultFile(UUID distribution, String status) {
        List<String> lines = new ArrayList<>(List.of("payoutId,amount,status,bankReference,reason"));
        for (Map<String, Object> payout : payouts(distribution)) {
            String reference = status.equals("PAID") ? "BANK-" + UUID.randomUUID() : "";
            lines.add(payout.get("id") + "," + payout.get("amount") + "," + status + "," + reference + ",");
        }
        return String.join("\r\n", lines) + "\r\n";
    }

    /** Debits less credits of an account for the product; "0.00" without any. */
    String balance(UUID product, String account) {
        return firm.one(
                "select cast(coalesce(sum(debit - credit), 0.00) as numeric(17, 2)) from ledger_lines where product_id = ? and account = ?",
                product,
                account);
    }

    /** Every account's balance, those of zero left out. */
    Map<String, String> balances(UUID product) {
        Map<String, String> balances = new HashMap<>();
        for (String account : List.of(
                "CASH",
                "SUBSCRIPTIONS",
                "REFUNDS_PAYABLE",
                "FEES_PAYABLE",
                "DISTRIBUTIONS_PAYABLE",
                "INVESTED",
                "DISTRIBUTED",
                "INVESTMENT_INCOME",
                "INVESTMENTS",
                "EXPENSES")) {
            String balance = balance(product, account);
            if (!balance.equals("0.00")) {
                balances.put(account, balance);
            }
        }
        return balances;
    }

    /** Rows that a refusal must leave as they are. */
    String counts(UUID product) {
        return firm.one(
                """
                select (select count(*) from ledger_lines where product_id = p.id) || ' ' ||
                       (select count(*) from payouts where product_id = p.id) || ' ' ||
                       (select count(*) from distributions where product_id = p.id) || ' ' ||
                       (select count(*) from clearing_runs where product_id = p.id) || ' ' ||
                       (select coalesce(sum(shares), 0) from holdings where product_id = p.id) || ' ' ||
                       (select count(*) from holdings where product_id = p.id and status = 'OPEN')
                  from products p where p.id = ?""",
                product);
    }

    static UUID id(ValidatableResponse response) {
        return UUID.fromString(response.extract().path("id"));
    }
}
