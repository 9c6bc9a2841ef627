package io.wealthcrm.succession;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** An advisor with customers and all that can be under way with them, colleagues, and who leads them. */
@OnSharedService
abstract class SuccessionCase {
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

    /** All that stands of the leaver and these colleagues, as text. */
    final Map<String, List<String>> everything(UUID... more) {
        UUID[] named = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(leaver.id(), heir.id()), java.util.Arrays.stream(more))
                .toArray(UUID[]::new);
        return io.wealthcrm.testing.Snapshot.of(service, named);
    }
}
