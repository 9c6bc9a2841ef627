package io.wealthcrm.attrition;

import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A firm whose customers did something so many days ago, and the rules that count. */
final class AttritionDays {
    /** The rules are one table for all: who changes them names this as their resource. */
    static final String RULES = "/api/v1/attrition-rules";

    static final String WARNINGS = "/api/v1/attrition-warnings";

    static final List<Map<String, Object>> MEASURES = List.of(
            Map.of("kind", "ASSETS", "days", 90, "dropPercent", 30, "fromAmount", "1000000.00"),
            Map.of("kind", "ORDERS", "days", 90, "dropPercent", 50, "fromAmount", "1000000.00"),
            Map.of("kind", "CONTACTS", "days", 30, "dropPercent", 50, "fromContacts", 4));

    final Firm firm;
    final Person advisor;
    final Person executive;

    AttritionDays(Service service) {
        firm = Firm.on(service);
        advisor = firm.advisor();
        executive = firm.office(Role.EXECUTIVE);
    }

    /** Of a tier that the rules of these tests call valuable, and the nightly job leaves. */
    UUID valuable() {
        UUID customer = firm.customerOf(advisor, "往来渐少");
        firm.execute("update customers set tier = 'DIAMOND', tier_until = current_date + 90 where id = ?", customer);
        return customer;
    }

    void contacts(UUID customer, int many, int daysAgo) {
        firm.execute(
                """
                insert into interactions (id, customer_id, kind, at, summary, by_id)
                select uuidv7(), ?, 'CALL', now() - ? * interval '1 day', '电话', ? from generate_series(1, ?)""",
                customer,
                daysAgo,
                advisor.id(),
                many);
    }

    @CanIgnoreReturnValue
    UUID order(UUID customer, int daysAgo) {
        UUID id = Ids.next();
        firm.execute(
                """
                insert into orders (id, customer_id, product_id, advisor_id, unit_id, booked_by, customer_name, product_name, amount,
                       regime, risk_level, status, status_at, booked_at, expires_at, contract_number, signed_at, paid_at,
                       cooling_off_ends_at)
                select ?, c.id, ?, c.advisor_id, c.unit_id, c.advisor_id, c.name, '稳健一号', 1000000, 'PRIVATE_SECURITIES_FUND', 'R3',
                       'CONFIRMED', s.at, s.at, s.at + interval '1 day', cast(? as text), s.at, s.at, s.at
                  from customers c cross join (select now() - ? * interval '1 day' as at) s
                 where c.id = ?""",
                id,
                firm.product(),
                "ATTR-" + id,
                daysAgo,
                customer);
        return id;
    }

    /** Bought so long ago that orders of then count no more; {@code endedDaysAgo} null for one still held. */
    void hold(UUID customer, int openedDaysAgo, Integer endedDaysAgo) {
        firm.execute(
                """
                insert into holdings (id, customer_id, product_id, order_id, advisor_id, unit_id, principal, opened_on, status, ended_on)
                select uuidv7(), customer_id, product_id, id, advisor_id, unit_id, amount, current_date - ?,
                       case when e.ago is null then 'OPEN' else 'REDEEMED' end, current_date - e.ago
                  from orders cross join (select cast(? as integer) as ago) e where id = ?""",
                openedDaysAgo,
                endedDaysAgo,
                order(customer, openedDaysAgo));
    }

    void rules() {
        put(executive, version(), rules(List.of("DIAMOND"), null, MEASURES)).statusCode(200);
    }

    int version() {
        return executive.request().get(RULES).path("version");
    }

    static Map<String, Object> rules(List<String> tiers, String fromAssets, List<Map<String, Object>> measures) {
        Map<String, Object> rules = new HashMap<>();
        rules.put("tiers", tiers);
        rules.put("fromAssets", fromAssets);
        rules.put("measures", measures);
        rules.values().removeIf(value -> value == null);
        return rules;
    }

    static ValidatableResponse put(Person by, int version, Map<String, Object> rules) {
        return by.request()
                .header("If-Match", "\"" + version + "\"")
                .body(rules)
                .put(RULES)
                .then();
    }

    static ValidatableResponse list(Person by, String query) {
        return by.request().get(WARNINGS + "?" + query).then().statusCode(200);
    }

    ValidatableResponse acknowledge(Person by, String id) {
        return by.once()
                .body(Map.of("note", "已约面谈"))
                .post(WARNINGS + "/{id}/acknowledgement", id)
                .then();
    }

    /** Of a customer, with all that could change. */
    String state(UUID customer) {
        return firm.one(
                "select string_agg(cast(w as text), '|' order by id) from attrition_warnings w where customer_id = ?",
                customer);
    }

    void scan() {
        String job = executive
                .once()
                .post(WARNINGS + "/scans")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> executive.request().get(job).path("status"), "DONE"::equals);
    }
}
