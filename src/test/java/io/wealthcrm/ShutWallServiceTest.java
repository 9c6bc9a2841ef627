package io.wealthcrm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.not;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The wall is really in the way of what the routes read: shut for everybody, it leaves nothing even to whose it is. */
class ShutWallServiceTest {
    private static final List<String> LISTS = List.of(
            "/customers",
            "/customers?q=墙后",
            "/customers/distributions",
            "/orders",
            "/complaints",
            "/tier-feedback",
            "/households",
            "/agenda/tasks",
            "/agenda/appointments",
            "/reminders");

    /** What the routes below each are about one of. */
    private static final List<String> SUBJECTS = List.of(
            "/customers/{id}",
            "/orders/{id}",
            "/complaints/{id}",
            "/households/{id}",
            "/agenda/tasks/{id}",
            "/agenda/appointments/{id}",
            "/agenda/visits/{id}",
            "/commissions/orders/{orderId}");

    /** Routes that read nothing behind the wall, or nothing here: their beginnings. */
    private static final List<String> OTHERS = List.of(
            // People's own, the firm's, or what everybody knows.
            "/agenda/days/{date}",
            "/agenda/plans",
            "/approvals",
            "/attrition-rules",
            "/audit",
            "/callback-questions",
            "/commissions/plans",
            "/complaints/sla-rules",
            "/contributions/leeways",
            "/demo",
            "/extra-fields",
            "/jobs",
            "/me",
            "/notification",
            "/performance",
            "/products",
            "/regimes",
            "/reminder-rules",
            "/segments",
            "/tiers/rules",
            "/risk-questionnaires",
            "/tasks",
            "/units",
            "/users",
            "/pool/rules",
            "/pool/settings",
            // Outside the wall, each for the reason given in WallServiceTest.
            "/commissions/clawbacks",
            "/commissions/runs",
            "/commissions/simulations",
            "/commissions/statements",
            "/consultations",
            "/contracts",
            "/conversations",
            "/customers/exports",
            "/customers/imports",
            "/files",
            "/pool/customers",
            // Empty in a firm without products run to their end, customers about to fall, dealings that shrink and
            // customers handed over; their tables are walked there too.
            "/attrition-warnings",
            "/channel-costs",
            "/contributions",
            "/customers/merges",
            "/duplicates",
            "/ledger",
            "/payouts",
            "/pool/warnings",
            "/privacy-requests",
            "/successions");

    @Test
    void whatTheRoutesReadIsBehindTheWall() throws IOException {
        try (Service service = Service.named("shut-wall").withoutDemo().start()) {
            Firm firm = Firm.on(service);
            Person advisor = firm.advisor();
            List<Person> people = List.of(advisor, firm.office(Role.COMPLIANCE));
            Map<String, UUID> records = records(firm, advisor);
            List<String> routes =
                    routes().stream().filter(route -> subject(route) != null).toList();
            assertThat(routes).hasSizeGreaterThan(25);
            look(advisor, true);
            routes.forEach(route ->
                    assertThat(answers(people, route, records)).as(route).contains(200));
            shut(firm);
            people.forEach(person -> look(person, false));
            routes.forEach(route ->
                    assertThat(answers(people, route, records)).as(route).isSubsetOf(404, 403));
        }
    }

    /** A new route is looked at here, or said to read nothing of customers. */
    @Test
    void everyRouteIsLookedAtOrListed() throws IOException {
        assertThat(routes())
                .allMatch(route -> subject(route) != null
                        || LISTS.contains(route)
                        || OTHERS.stream().anyMatch(route::startsWith)
                        || route.indexOf('{') != route.lastIndexOf('{'));
    }

    /** Every GET of the matrix. */
    private static List<String> routes() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/access-matrix.txt")).stream()
                .filter(line -> line.startsWith("GET "))
                .map(line -> line.split(" ")[1].substring("/api/v1".length()))
                .toList();
    }

    /** Whose route it is; null where of none, or where it needs a second id, which it has of the record's own routes. */
    private static String subject(String route) {
        return SUBJECTS.stream()
                .filter(subject -> (route + "/").startsWith(subject + "/"))
                .filter(subject -> route.indexOf('{') == route.lastIndexOf('{'))
                .findFirst()
                .orElse(null);
    }

    private static void look(Person person, boolean open) {
        LISTS.forEach(path -> person.request()
                .get("/api/v1" + path)
                .then()
                .statusCode(200)
                .body(
                        path.endsWith("/distributions") ? "distributions[0].shares" : "items",
                        open ? not(empty()) : empty()));
    }

    private static List<Integer> answers(List<Person> people, String route, Map<String, UUID> records) {
        String path = "/api/v1" + route.replaceFirst("\\{[^}]+}", records.get(subject(route)) + "");
        return people.stream()
                .map(person -> person.request().accept("*/*").get(path).statusCode())
                .toList();
    }

    /** One of each subject, all of one customer of the advisor's. */
    private static Map<String, UUID> records(Firm firm, Person advisor) {
        UUID customer = firm.buyerOf(advisor, "墙后");
        Instant start = Instant.now().plus(1, ChronoUnit.HOURS);
        String at = start.toString();
        UUID order = made(
                advisor,
                "/orders",
                Map.of("customerId", customer, "productId", firm.product(), "amount", "1000000.00"));
        UUID complaint = made(
                advisor,
                "/customers/" + customer + "/complaints",
                Map.of("kind", "COMPLAINT", "category", "SERVICE", "subject", "电话", "text", "无人接听"));
        UUID task = made(advisor, "/agenda/tasks", Map.of("title", "寄送资料", "customerId", customer, "dueAt", at));
        String end = start.plusSeconds(3600).toString();
        UUID appointment = made(
                advisor,
                "/agenda/appointments",
                Map.of("kind", "VISIT", "title", "拜访", "customerId", customer, "startsAt", at, "endsAt", end));
        UUID visit = made(advisor, "/agenda/visits", Map.of("customerId", customer));
        UUID household = made(
                advisor,
                "/households",
                Map.of(
                        "name",
                        "墙后一家",
                        "kind",
                        "FAMILY",
                        "members",
                        List.of(Map.of("customerId", customer, "role", "HEAD"))));
        made(advisor, "/customers/" + customer + "/tier-feedback", Map.of("tier", "GOLD", "reason", "资产在他行"));
        return Map.of(
                "/customers/{id}", customer,
                "/households/{id}", household,
                "/orders/{id}", order,
                "/complaints/{id}", complaint,
                "/agenda/tasks/{id}", task,
                "/agenda/appointments/{id}", appointment,
                "/agenda/visits/{id}", visit,
                "/commissions/orders/{orderId}", order);
    }

    @CanIgnoreReturnValue
    private static UUID made(Person by, String path, Map<String, Object> body) {
        return UUID.fromString(by.once()
                .body(body)
                .post("/api/v1" + path)
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    /** For whoever is behind it, whatever they were told. */
    private static void shut(Firm firm) {
        firm.execute("create or replace function sight_all() returns boolean language sql stable parallel safe"
                + " return not row_security_active('customers')");
        for (String list : List.of("mine", "units", "customers")) {
            firm.execute("create or replace function sight_" + list
                    + "() returns uuid[] language sql stable parallel safe return cast('{}' as uuid[])");
        }
    }
}
