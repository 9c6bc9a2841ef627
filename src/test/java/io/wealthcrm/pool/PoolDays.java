package io.wealthcrm.pool;

import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A firm whose customers have been left alone for so many days, and the rules that count there. */
final class PoolDays {
    /** The rules are one table for all: who changes them names this as their resource. */
    static final String RULES = "/api/v1/pool/rules";

    static final String SETTINGS = "/api/v1/pool/settings";

    final LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    final PoolDesk desk;
    final Person executive;
    final Person manager;

    PoolDays(Service service) {
        desk = new PoolDesk(service);
        executive = desk.firm.office(Role.EXECUTIVE);
        manager = desk.firm.person(desk.firm.branch, Role.BRANCH_MANAGER);
    }

    /** Nobody has been in touch for so many days. */
    UUID idleFor(int days) {
        UUID customer = customerServedFor(days + 1);
        contacted(customer, days);
        return customer;
    }

    UUID customerServedFor(int days) {
        UUID customer = desk.customer();
        desk.firm.execute(
                "update customers set created_at = now() - ? * interval '1 day', advisor_since = null where id = ?",
                days,
                customer);
        return customer;
    }

    void contacted(UUID customer, int daysAgo) {
        desk.firm.execute(
                "update customers set last_contact_at = now() - ? * interval '1 day' where id = ?", daysAgo, customer);
    }

    @CanIgnoreReturnValue
    UUID order(UUID customer, String status, int daysAgo) {
        UUID id = Ids.next();
        desk.firm.execute(
                """
                insert into orders (id, customer_id, product_id, advisor_id, unit_id, booked_by, customer_name, product_name, amount,
                       regime, risk_level, status, status_at, booked_at, expires_at, contract_number, signed_at, paid_at,
                       cooling_off_ends_at)
                select ?, c.id, ?, c.advisor_id, c.unit_id, c.advisor_id, c.name, '稳健一号', 1000000, 'PRIVATE_SECURITIES_FUND', 'R3',
                       s.status, s.at, s.at, s.at + interval '1 day', cast(? as text), s.at,
                       case when s.status = 'CONFIRMED' then s.at end, case when s.status = 'CONFIRMED' then s.at end
                  from customers c cross join (select cast(? as text) as status, now() - ? * interval '1 day' as at) s
                 where c.id = ?""",
                id,
                desk.firm.product(),
                "POOL-" + id,
                status,
                daysAgo,
                customer);
        return id;
    }

    void hold(UUID customer, String status, LocalDate endedOn) {
        UUID order = order(customer, "CONFIRMED", 120);
        desk.firm.execute(
                """
                insert into holdings (id, customer_id, product_id, order_id, advisor_id, unit_id, principal, opened_on, status, ended_on)
                select uuidv7(), customer_id, product_id, id, advisor_id, unit_id, amount, cast(booked_at as date), ?, cast(? as date)
                  from orders where id = ?""",
                status,
                endedOn,
                order);
    }

    String told(UUID customer) {
        return desk.firm.one(
                "select max(occasion) from notifications where kind = 'POOL_WARNING' and entity_id = ? and person_id = ?",
                customer,
                desk.advisor.id());
    }

    /** As if the warnings of the desk's advisor had been given so many days before. */
    void warnedEarlier(int days) {
        desk.firm.execute(
                "update pool_warnings set warned_on = warned_on - ?, falls_on = falls_on - ? where advisor_id = ?",
                days,
                days,
                desk.advisor.id());
    }

    Map<String, Object> rule(String kind, int days, int warnDays) {
        Map<String, Object> rule = new HashMap<>();
        rule.put("kind", kind);
        rule.put("branch", desk.firm.branch);
        rule.put("tiers", List.of("STANDARD"));
        rule.put("days", days);
        rule.put("warnDays", warnDays);
        rule.put("scope", "BRANCH");
        return rule;
    }

    @SafeVarargs
    final void rules(Map<String, Object>... rules) {
        put(executive, executive.request().get(RULES).path("version"), rules).statusCode(200);
    }

    @SafeVarargs
    final ValidatableResponse put(Person by, int version, Map<String, Object>... rules) {
        return by.request()
                .header("If-Match", "\"" + version + "\"")
                .body(Map.of("rules", Arrays.asList(rules)))
                .put(RULES)
                .then();
    }

    ValidatableResponse settings(UUID branch, int perDay, int cap, int noTakeBack, boolean protects) {
        int version = executive.request().get(SETTINGS + "?branch=" + branch).path("version");
        return executive
                .request()
                .header("If-Match", "\"" + version + "\"")
                .body(Map.of(
                        "claimsPerDay",
                        perDay,
                        "holdingsCap",
                        cap,
                        "noTakeBackDays",
                        noTakeBack,
                        "protectsHolders",
                        protects))
                .put(SETTINGS + "?branch=" + branch)
                .then();
    }

    static ValidatableResponse warnings(Person person) {
        return person.request().get("/api/v1/pool/warnings").then().statusCode(200);
    }

    /** Runs the rules and answers the finished job. */
    @CanIgnoreReturnValue
    ValidatableResponse scan() {
        String job = executive
                .once()
                .post("/api/v1/pool/scans")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> executive.request().get(job).path("status"), "DONE"::equals);
        return executive.request().get(job).then();
    }
}
