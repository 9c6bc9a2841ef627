package io.wealthcrm;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.AccessMatrix;
import io.wealthcrm.testing.AccessMatrix.Route;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Every published route by every role, and every customer's and order's route by own, sibling, parent and foreign unit.
 * Which role may use a route stands in {@code access-matrix.txt}; a route that is missing there fails in
 * {@link AccessMatrixTest}.
 */
@OnSharedService
class AccessMatrixServiceTest {
    private final Map<String, Route> matrix = matrix();

    @Test
    void strangersGetInNowhereButAtTheDoor() {
        for (Route route : matrix.values()) {
            int status = call(RestAssured.given(), route, UUID.randomUUID());
            if (route.roles().isEmpty()) {
                assertThat(status).as(route.key()).isNotIn(401, 403);
            } else {
                assertThat(status).as(route.key()).isEqualTo(401);
            }
        }
    }

    @Test
    void aRoleMayDoWhatTheMatrixSaysAndNothingElse(Service service) {
        Firm firm = Firm.on(service);
        Map<Role, Person> people = new EnumMap<>(Role.class);
        for (Role role : EnumSet.complementOf(EnumSet.of(Role.CUSTOMER))) {
            people.put(
                    role,
                    role == Role.ADVISOR || role == Role.TEAM_LEAD ? firm.person(firm.teamA, role) : firm.office(role));
        }
        people.put(Role.CUSTOMER, firm.appOf(firm.advisor(), "矩阵客户"));
        List<String> wrong = new ArrayList<>();
        people.forEach((role, person) -> matrix.values().stream()
                .filter(route -> !route.roles().isEmpty() && !route.path().endsWith("/auth/logout"))
                .forEach(route -> {
                    int status = call(person.request(), route, UUID.randomUUID());
                    boolean refused = status == 403;
                    if (refused == route.roles().contains(role) || status == 401 || status >= 500) {
                        wrong.add(role + " " + route.key() + " → " + status);
                    }
                }));
        assertThat(wrong).isEmpty();
    }

    /** Only to who may use the route; resumable uploads are routes of another kind. */
    @Test
    void noRouteTakesAQueryParameterItDoesNotHave(Service service) {
        Firm firm = Firm.on(service);
        Map<Role, Person> people = new EnumMap<>(Role.class);
        matrix.values().forEach(route -> route.roles().stream()
                .filter(role -> role != Role.CUSTOMER)
                .forEach(role -> people.computeIfAbsent(role, firm::office)));
        Person customer = firm.appOf(firm.advisor(), "参数客户");
        List<String> wrong = new ArrayList<>();
        matrix.values().stream()
                .filter(route -> !route.path().startsWith("/api/v1/uploads"))
                .forEach(route -> {
                    Person person = route.roles().stream()
                            .map(people::get)
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElse(customer);
                    var answer = route.call(person.request().queryParam("colour/x", "red"), UUID.randomUUID());
                    if (answer.statusCode() != 400
                            || !answer.asString()
                                    .contains("{\"pointer\":\"/colour~1x\",\"code\":\"UNKNOWN_PARAMETER\"")) {
                        wrong.add(route.key() + " → " + answer.statusCode() + " " + answer.asString());
                    }
                });
        assertThat(wrong).isEmpty();
        int status = call(
                RestAssured.given().queryParam("colour", "red"),
                matrix.get("GET /api/v1/customers"),
                UUID.randomUUID());
        assertThat(status).isEqualTo(401);
    }

    @Test
    void aCustomersFileIsSeenByTheOwnLineAndOutsideItDoesNotExist(Service service) {
        Firm firm = Firm.on(service);
        Person owner = firm.advisor();
        Person app = firm.appOf(owner, "矩阵客户");
        UUID customer = UUID.fromString(app.request().get("/api/v1/me").path("customerId"));
        UUID order = book(owner, customer, firm.product());
        Map<Person, Boolean> sees = new LinkedHashMap<>();
        sees.put(owner, true);
        sees.put(app, true);
        sees.put(firm.appOf(owner, "另一位客户"), false);
        sees.put(firm.advisor(), false);
        sees.put(firm.advisorIn(firm.teamB), false);
        sees.put(firm.advisorIn(firm.otherTeam), false);
        sees.put(firm.person(firm.teamA, Role.TEAM_LEAD), true);
        sees.put(firm.person(firm.teamB, Role.TEAM_LEAD), false);
        sees.put(firm.person(firm.branch, Role.BRANCH_MANAGER), true);
        sees.put(firm.person(firm.otherBranch, Role.BRANCH_MANAGER), false);
        sees.put(firm.office(Role.COMPLIANCE), true);
        List<String> wrong = new ArrayList<>();
        sees.forEach((person, visible) -> {
            check(person, "/customers/{id}", customer, visible, wrong);
            check(person, "/orders/{id}", order, visible, wrong);
        });
        assertThat(wrong).isEmpty();
    }

    private void check(Person person, String prefix, UUID id, boolean visible, List<String> wrong) {
        matrix.values().stream()
                .filter(route -> route.method().equals("GET") && route.path().startsWith("/api/v1" + prefix))
                .filter(route -> route.path().indexOf('{') == route.path().lastIndexOf('{'))
                .forEach(route -> {
                    int status = call(person.request(), route, id);
                    boolean may = visible && mayUse(person, route);
                    boolean right = may ? status == 200 : status == 404 || status == 403;
                    if (!right) {
                        wrong.add(person.username() + " " + route.key() + " → " + status);
                    }
                });
    }

    private static boolean mayUse(Person person, Route route) {
        return route.roles().stream()
                .anyMatch(role -> person.username().startsWith(role.name().toLowerCase(java.util.Locale.ROOT)));
    }

    private static UUID book(Person advisor, UUID customer, UUID product) {
        return UUID.fromString(advisor.once()
                .body(Map.of("customerId", customer, "productId", product, "amount", "1000000.00"))
                .post("/api/v1/orders")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private static int call(RequestSpecification request, Route route, UUID id) {
        return route.call(request, id).statusCode();
    }

    private static Map<String, Route> matrix() {
        Map<String, Route> routes = new LinkedHashMap<>();
        AccessMatrix.routes().forEach(route -> routes.put(route.key(), route));
        return Collections.unmodifiableMap(routes);
    }
}
