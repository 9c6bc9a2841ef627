package io.wealthcrm.performance;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;

/** A branch whose people did things on chosen days of the past, and what is said of it. */
final class Deeds {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final String API = "/api/v1/performance";

    final Firm firm;
    final Person executive;
    private final UUID product;

    Deeds(Service service) {
        firm = Firm.on(service);
        executive = firm.office(Role.EXECUTIVE);
        product = firm.product();
        // What comes out otherwise before the past is worked out for the first time is no correction.
        await().atMost(60, SECONDS)
                .until(
                        () -> today().minusDays(1).toString(),
                        yesterday -> yesterday.equals(firm.one("select closed_through from person_day_scan")));
    }

    LocalDate today() {
        return LocalDate.parse(
                firm.one("select cast((now() + ahead) at time zone 'Asia/Shanghai' as date) from firm_clock"));
    }

    static Instant noon(LocalDate day) {
        return day.atTime(12, 0).atZone(ZONE).toInstant();
    }

    /** A customer on file since then, opened by that person. */
    UUID opened(Person by, Instant at) {
        UUID customer = firm.customerOf(by, "业绩客户");
        firm.execute("update customers set created_at = cast(? as timestamptz) where id = ?", at.toString(), customer);
        return customer;
    }

    void contact(UUID customer, Person by, String kind, Instant at) {
        firm.execute(
                """
                insert into interactions (id, customer_id, kind, at, summary, by_id)
                values (?, ?, ?, cast(? as timestamptz), '回访', ?)""",
                Ids.next(),
                customer,
                kind,
                at.toString(),
                by.id());
    }

    /** A follow-up planned for then; {@code done} may be null. */
    void plan(Person of, Instant due, Instant done, String state) {
        firm.execute(
                """
                with planned as (
                insert into tasks (id, title, assignee_id, origin, ref_id, priority, due_at, first_due_at, state, ended_at,
                       created_by, created_at)
                values (?, '跟进', ?, 'PLAN', uuidv7(), 'NORMAL', cast(? as timestamptz), cast(? as timestamptz), ?,
                        cast(? as timestamptz), ?, now()) returning *)
                insert into task_moves (id, task_id, kind, at, assignee_id, due_at)
                select uuidv7(), id, 'OPENED', first_due_at - interval '1 hour', assignee_id, due_at from planned""",
                Ids.next(),
                of.id(),
                due.toString(),
                due.toString(),
                state,
                done == null ? null : done.toString(),
                of.id());
    }

    /** An order booked then that is still on its way, or was given up. */
    UUID booked(UUID customer, Person by, Instant at, String amount, boolean held) {
        UUID order = Ids.next();
        firm.execute(
                """
                insert into orders (id, customer_id, product_id, advisor_id, unit_id, booked_by, customer_name, product_name,
                       amount, regime, risk_level, status, status_at, quota_held, booked_at, expires_at)
                select ?, c.id, p.id, ?, ?, ?, c.name, p.name, cast(? as numeric), p.regime, p.risk_level, ?, now(), ?,
                       cast(? as timestamptz), now() + interval '9 days'
                  from customers c, products p where c.id = ? and p.id = ?""",
                order,
                by.id(),
                by.unitId(),
                by.id(),
                amount,
                held ? "BOOKED" : "CANCELLED",
                held,
                at.toString(),
                customer,
                product);
        return order;
    }

    /** Confirms the order then, as its seller's, with the holding that remembers it. */
    void confirmed(UUID order, Instant at) {
        firm.execute(
                """
                update orders set status = 'CONFIRMED', status_at = cast(? as timestamptz), contract_number = 'C-' || id,
                       signed_at = now(), paid_at = now(), cooling_off_ends_at = now() where id = ?""",
                at.toString(),
                order);
        firm.execute(
                """
                insert into holdings (id, customer_id, product_id, order_id, advisor_id, unit_id, principal, opened_on)
                select uuidv7(), customer_id, product_id, id, advisor_id, unit_id, amount, current_date from orders where id = ?""",
                order);
    }

    /** Works the days out again and waits for it. */
    void recompute(LocalDate from, LocalDate to) {
        String job = executive
                .once()
                .body(Map.of("from", from.toString(), "to", to.toString()))
                .post(API + "/recomputations")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        await().atMost(20, SECONDS)
                .until(() -> executive.request().get("/api/v1/jobs/" + job).path("status"), "DONE"::equals);
    }

    JsonPath person(Person reader, Person of, String query) {
        return read(reader, "/people/" + of.id() + "?" + query);
    }

    JsonPath board(Person reader, UUID unit, String query) {
        return read(reader, "/leaderboards?" + (unit == null ? "" : "unitId=" + unit + "&") + query);
    }

    JsonPath read(Person reader, String path) {
        var answer = reader.request().get(API + path);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }
}
