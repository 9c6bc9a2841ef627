package io.wealthcrm.commission;

import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The commission desk of a firm of its own. A run is over everybody's orders, so each test takes months that no other has:
 * long ago, before any order that came by way of the service.
 */
final class Desk {
    private static final YearMonth FIRST = YearMonth.of(2001, 1);
    private static final AtomicInteger MONTHS = new AtomicInteger();
    private static final int MONTHS_A_TEST = 3;

    final Firm firm;
    final Person finance;
    final Person controller;
    final Person advisor;
    final UUID product;
    /** Three months in a row. */
    final YearMonth month;

    private UUID customer;

    private Desk(Service service) {
        firm = Firm.on(service);
        finance = firm.office(Role.FINANCE);
        controller = firm.office(Role.FINANCE);
        advisor = firm.advisor();
        product = firm.product();
        month = FIRST.plusMonths((long) MONTHS_A_TEST * MONTHS.getAndIncrement());
    }

    static Desk of(Service service) {
        return new Desk(service);
    }

    /** A rule on any product with tiers {@code from, rate, from, rate …}. */
    static Map<String, Object> rule(String level, String... tiers) {
        List<Map<String, String>> all = new ArrayList<>();
        for (int i = 0; i < tiers.length; i += 2) {
            all.add(Map.of("fromVolume", tiers[i], "rate", tiers[i + 1]));
        }
        Map<String, Object> rule = new HashMap<>();
        rule.put("roleLevel", level);
        rule.put("tiers", all);
        return rule;
    }

    UUID newPlan() {
        return id(finance.once()
                .body(Map.of("code", "P" + UUID.randomUUID().toString().substring(4), "name", "基本法"))
                .post("/api/v1/commissions/plans")
                .then()
                .statusCode(201));
    }

    ValidatableResponse draft(UUID plan, List<Map<String, Object>> rules) {
        return finance.once()
                .body(Map.of("rules", rules))
                .post("/api/v1/commissions/plans/{id}/versions", plan)
                .then();
    }

    ValidatableResponse approve(Person by, UUID plan, UUID version, YearMonth from) {
        return by.once()
                .body(Map.of("validFrom", from.toString()))
                .post("/api/v1/commissions/plans/{id}/versions/{version}/approval", plan, version)
                .then();
    }

    /** A plan whose first version is in force from this desk's first month on. */
    @SafeVarargs
    final UUID plan(Map<String, Object>... rules) {
        UUID plan = newPlan();
        UUID version = id(draft(plan, List.of(rules)).statusCode(201));
        approve(controller, plan, version, month).statusCode(200);
        return plan;
    }

    /** The run as it is once calculated, or why it is not. */
    ValidatableResponse run(UUID plan, YearMonth of) {
        ValidatableResponse answer = ask(plan, of);
        return answer.extract().statusCode() == 202 ? run(calculated(answer)) : answer;
    }

    /** Asks for a run without waiting for it. */
    ValidatableResponse ask(UUID plan, YearMonth of) {
        return finance.once()
                .body(Map.of("planId", plan, "month", of.toString()))
                .post("/api/v1/commissions/runs")
                .then();
    }

    ValidatableResponse run(UUID run) {
        return finance.request().get("/api/v1/commissions/runs/{id}", run).then();
    }

    /** Waits for the job of the answer to be done; answers its subject. */
    UUID calculated(ValidatableResponse accepted) {
        String job = accepted.extract().header("Location");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> finance.request().get(job).path("status"), "DONE"::equals);
        return UUID.fromString(accepted.extract().path("subjectId"));
    }

    ValidatableResponse approve(Person by, UUID run) {
        return by.once().post("/api/v1/commissions/runs/{id}/approval", run).then();
    }

    /** Calculated and approved. */
    @CanIgnoreReturnValue
    UUID settle(UUID plan, YearMonth of) {
        UUID run = id(run(plan, of).statusCode(200));
        approve(controller, run).statusCode(200);
        return run;
    }

    /** An order confirmed at noon of the month's fifth day, paid in full. */
    @CanIgnoreReturnValue
    UUID sale(Person seller, String amount) {
        return sale(seller, product, amount, month + "-05T12:00:00+08:00");
    }

    /** An order confirmed at that very time. */
    @CanIgnoreReturnValue
    UUID sale(Person seller, UUID of, String amount, String confirmedAt) {
        UUID order = booking(seller, of, amount, confirmedAt);
        confirm(order, confirmedAt);
        return order;
    }

    /** An order that has been paid and awaits its call-back. */
    UUID booking(Person seller, UUID of, String amount, String at) {
        UUID order = Ids.next();
        if (customer == null) {
            customer = firm.customerOf(advisor, "佣金客户");
        }
        OffsetDateTime time = OffsetDateTime.parse(at);
        firm.execute(
                """
                insert into orders (id, customer_id, product_id, advisor_id, unit_id, booked_by, customer_name, product_name,
                       amount, regime, risk_level, status, status_at, booked_at, expires_at, contract_number, signed_at,
                       paid_at, cooling_off_ends_at)
                values (?, ?, ?, ?, ?, ?, '佣金客户', '稳健一号', cast(? as numeric), 'TRUST', 'R3', 'AWAITING_CALLBACK', ?, ?, ?,
                        ?, ?, ?, ?)""",
                order,
                customer,
                of,
                seller.id(),
                seller.unitId(),
                seller.id(),
                amount,
                time,
                time.minusDays(3),
                time,
                "C-" + order,
                time.minusDays(2),
                time.minusDays(2),
                time.minusDays(1));
        firm.execute(
                """
                insert into order_payments (id, order_id, payer_name, amount, paid_at, bank_reference, recorded_by, recorded_at)
                select ?, id, customer_name, amount, paid_at, 'B-' || id, booked_by, paid_at from orders where id = ?""",
                Ids.next(),
                order);
        return order;
    }

    void confirm(UUID order, String at) {
        firm.execute(
                "update orders set status = 'CONFIRMED', status_at = ? where id = ?", OffsetDateTime.parse(at), order);
    }

    void rescind(UUID order) {
        firm.execute("update orders set status = 'RESCINDED', quota_held = false where id = ?", order);
    }

    ValidatableResponse share(Person by, UUID order, long version, Map<UUID, String> fractions) {
        return by.request()
                .header("If-Match", "\"" + version + "\"")
                .body(Map.of(
                        "shares",
                        fractions.entrySet().stream()
                                .map(share ->
                                        Map.of("advisorId", share.getKey().toString(), "fraction", share.getValue()))
                                .toList()))
                .put("/api/v1/commissions/orders/{id}/shares", order)
                .then();
    }

    /** {@code base@rate=amount} of the lines of an order for a person, joined by blanks. */
    String lines(UUID order, Person person) {
        return firm.one(
                """
                select string_agg(base || '@' || rate || '=' || amount, ' ' order by id) from commission_lines
                 where order_id = ? and beneficiary_id = ?""",
                order,
                person.id());
    }

    String count(String table, String column, UUID id) {
        return firm.one("select count(*) from " + table + " where " + column + " = ?", id);
    }

    static UUID id(ValidatableResponse response) {
        return UUID.fromString(response.extract().path("id"));
    }
}
