package io.wealthcrm.succession;

import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;

/** An advisor with customers and all that can be under way with them, colleagues, and who leads them. */
@OnSharedService
abstract class SuccessionCase {
    /**
     * Every row of two people and of some customers, and of what hangs on either, but for what the scan of chats writes beside the
     * test; ?1 the people, ?2 the customers.
     */
    private static final String ROWS =
            """
            with who as (select cast(? as uuid[]) as people, cast(? as uuid[]) as customers),
            rooms as (select distinct m.conversation_id as id from who, members m
                       where m.user_id = any (who.people) or m.user_id in (select u.id from users u where u.customer_id = any (who.customers)))
            select string_agg(kind || ' ' || line, E'\\n' order by kind, line collate "C") from (
                select 'user' as kind, cast(t as text) as line from who, users t where t.id = any (who.people)
                union all select 'delegation', cast(t as text) from who, approval_delegations t where t.from_id = any (who.people)
                union all select 'cover', cast(t as text) from who, advisor_covers t where t.covered_id = any (who.people)
                union all select 'customer', cast(t as text) from who, customers t
                           where t.id = any (who.customers) or t.advisor_id = any (who.people)
                union all select 'contribution', cast(t as text) from who, customer_contributions t where t.customer_id = any (who.customers)
                union all select 'timeline', cast(t as text) from who, timeline_entries t
                           where t.customer_id = any (who.customers) and t.kind <> 'CHAT'
                union all select 'pool', cast(t as text) from who, pool_entries t where t.customer_id = any (who.customers)
                union all select 'seat', cast(t as text) from who, customer_seats t
                           where t.customer_id = any (who.customers) or t.person_id = any (who.people)
                union all select 'household', cast(t as text) || cast(h as text) from who, household_members t
                            join households h on h.id = t.household_id where t.customer_id = any (who.customers)
                union all select 'order', cast(t as text) from who, orders t where t.customer_id = any (who.customers)
                union all select 'history', cast(t as text) from who, orders o join order_history t on t.order_id = o.id
                           where o.customer_id = any (who.customers)
                union all select 'task', cast(t as text) || coalesce(cast(m as text), '') from who, tasks t
                            left join task_moves m on m.task_id = t.id
                           where t.customer_id = any (who.customers) or t.assignee_id = any (who.people)
                union all select 'plan', cast(t as text) from who, follow_up_runs t where t.customer_id = any (who.customers)
                union all select 'appointment', cast(t as text) || cast(m as text) from who, appointments t
                            join appointment_moves m on m.appointment_id = t.id
                           where t.customer_id = any (who.customers) or t.owner_id = any (who.people)
                union all select 'visit', cast(t as text) from who, visits t where t.customer_id = any (who.customers)
                union all select 'complaint', cast(t as text) || cast(m as text) from who, complaints t
                            join complaint_moves m on m.complaint_id = t.id where t.customer_id = any (who.customers)
                union all select 'consultation', cast(t as text) || cast(m as text) from who, consultations t
                            join consultation_moves m on m.consultation_id = t.id where t.customer_id = any (who.customers)
                union all select 'room', cast(t as text) from rooms join conversations t on t.id = rooms.id
                union all select 'member', cast(t as text) from rooms join members t on t.conversation_id = rooms.id) rows""";

    final Service service;
    Firm firm;
    Person leaver;
    Person heir;
    Person lead;
    Person manager;

    SuccessionCase(Service service) {
        this.service = service;
    }

    @BeforeEach
    void people() {
        firm = Firm.on(service);
        leaver = firm.advisor();
        heir = firm.advisor();
        lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        manager = firm.person(firm.branch, Role.BRANCH_MANAGER);
    }

    static LocalDate today() {
        return LocalDate.now(ZoneId.of("Asia/Shanghai"));
    }

    static Map<String, Object> to(Person... heirs) {
        return offboarding(
                "TRANSFER", List.of(heirs).stream().map(SuccessionCase::any).toList());
    }

    static Map<String, Object> any(Person heir) {
        return Map.of("advisorId", heir.id());
    }

    static Map<String, Object> offboarding(String plan, List<Map<String, Object>> transfers) {
        return Map.of("effectiveOn", today().toString(), "plan", plan, "transfers", transfers);
    }

    static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
        Map<String, Object> all = new HashMap<>(map);
        all.put(name, value);
        return all;
    }

    @CanIgnoreReturnValue
    final ValidatableResponse preview(Person by, Map<String, Object> input) {
        return by.once().body(input).post(path(leaver) + "?preview=true").then();
    }

    @CanIgnoreReturnValue
    final ValidatableResponse offboard(Person by, Map<String, Object> input) {
        return by.once().body(input).post(path(leaver)).then();
    }

    @CanIgnoreReturnValue
    final ValidatableResponse undo(Person by) {
        return by.once().post(path(leaver) + "/undo").then();
    }

    static String path(Person who) {
        return "/api/v1/users/" + who.id() + "/offboarding";
    }

    @CanIgnoreReturnValue
    final UUID customer(String name) {
        return firm.buyerOf(leaver, name);
    }

    /** A customer with the member app, an order under way with its room, one done, a task, appointments, a complaint, a question. */
    final UUID busyCustomer() {
        Person app = firm.appOf(leaver, "繁忙客户");
        UUID customer = UUID.fromString(app.request().get("/api/v1/me").path("customerId"));
        created(app, "/api/v1/conversations", Map.of("kind", "DIRECT", "memberIds", List.of(leaver.id())));
        created(app, "/api/v1/consultations", Map.of("question", "什么时候付息？"));
        UUID order = order(customer);
        created(
                leaver,
                "/api/v1/conversations",
                Map.of("kind", "ORDER", "orderId", order, "memberIds", List.of(lead.id())));
        cancel(order(customer));
        created(leaver, "/api/v1/agenda/tasks", task(customer));
        created(leaver, "/api/v1/agenda/appointments", appointment(customer, 10));
        created(leaver, "/api/v1/agenda/appointments", appointment(customer, 14));
        String complaint = created(
                leaver,
                "/api/v1/customers/" + customer + "/complaints",
                Map.of("kind", "COMPLAINT", "category", "SERVICE", "subject", "电话无人接听", "text", "多次致电"));
        created(lead, "/api/v1/complaints/" + complaint + "/assignment", Map.of("assigneeId", leaver.id()));
        return customer;
    }

    final UUID order(UUID customer) {
        return UUID.fromString(created(
                leaver,
                "/api/v1/orders",
                Map.of("customerId", customer, "productId", firm.product(), "amount", "1000000.00")));
    }

    private void cancel(UUID order) {
        leaver.once()
                .body(Map.of("reason", "客户改变主意"))
                .post("/api/v1/orders/" + order + "/cancellation")
                .then()
                .statusCode(200);
    }

    static Map<String, Object> task(UUID customer) {
        return Map.of(
                "title",
                "电话回访",
                "customerId",
                customer,
                "dueAt",
                Instant.now().plus(Duration.ofDays(3)).toString());
    }

    static Map<String, Object> appointment(UUID customer, int hour) {
        Instant start = today().plusDays(5)
                .atTime(hour, 0)
                .atZone(ZoneId.of("Asia/Shanghai"))
                .toInstant();
        Map<String, Object> input = new HashMap<>(Map.of(
                "kind",
                "MEETING",
                "title",
                "面谈",
                "startsAt",
                start.toString(),
                "endsAt",
                start.plusSeconds(3600).toString()));
        if (customer != null) {
            input.put("customerId", customer);
        }
        return input;
    }

    @CanIgnoreReturnValue
    static String created(Person by, String path, Map<String, Object> body) {
        return by.once().body(body).post(path).then().extract().path("id");
    }

    /** All that stands of the leaver, the heir and these customers, once the news of what was done has been heard. */
    final String everything(UUID... customers) {
        String people = leaver.id() + "," + heir.id();
        String files = Arrays.stream(customers).map(UUID::toString).collect(Collectors.joining(","));
        String any = (people + (files.isEmpty() ? "" : "," + files)).replace(',', '|');
        await().atMost(Duration.ofSeconds(20)).until(() -> "0"
                .equals(firm.one(
                        "select count(*) from outbox_events where done_at is null and cast(payload as text) ~ ?",
                        any)));
        return firm.one(ROWS, "{" + people + "}", "{" + files + "}");
    }
}
