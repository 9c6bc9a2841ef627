package io.wealthcrm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.AccessMatrix;
import io.wealthcrm.testing.AccessMatrix.Route;
import io.wealthcrm.testing.Contract;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Parts;
import io.wealthcrm.testing.Parts.Part;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Photo;
import io.wealthcrm.testing.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A part of one record is not found through another, also by who sees both: in every route with two ids the second is a real one of
 * another parent. A new route of this kind fails until its part is laid in {@link Parts}.
 */
@OnSharedService
class SecondIdServiceTest {
    private static final String ID = "\\{[^}]+}";

    /** Routes whose second place is no part of a record, and why. */
    private static final Map<String, String> NO_PART = Map.of(
            "PUT /api/v1/approvals/flows/{id}/versions/{number}", "counted within the flow",
            "POST /api/v1/approvals/flows/{id}/versions/{number}/activation", "counted within the flow",
            "POST /api/v1/approvals/flows/{id}/versions/{number}/retirement", "counted within the flow",
            "PUT /api/v1/channel-costs/{channel}/{month}", "a name and a month",
            "PUT /api/v1/conversations/{id}/members/{userId}", "a person who comes in",
            "PUT /api/v1/households/{id}/members/{customerId}", "a customer who comes in");

    private static Parts parts;
    private static Contract contract;

    @BeforeAll
    static void lay(Service service) {
        parts = Parts.on(service);
        contract = Contract.built();
    }

    private static List<Route> routes() {
        return AccessMatrix.routes().stream()
                .filter(route -> route.path().matches(".*" + ID + ".*" + ID + ".*"))
                .toList();
    }

    private static List<Route> routesOfParts() {
        return routes().stream()
                .filter(route -> !NO_PART.containsKey(route.key()))
                .toList();
    }

    @Test
    void everyRouteWithTwoIdsIsCovered() {
        assertThat(routes().stream()
                        .filter(route -> !NO_PART.containsKey(route.key())
                                && parts.of(route).isEmpty())
                        .map(Route::key))
                .isEmpty();
        assertThat(routes().stream().map(Route::key)).containsAll(NO_PART.keySet());
    }

    @Test
    void aPartOfAnotherIsNotFoundAndStays() {
        List<String> wrong = new ArrayList<>();
        for (Route route : routesOfParts()) {
            parts.of(route).ifPresent(part -> {
                String before = parts.row(part);
                Response answer = send(route, part, part.other(), true);
                if (answer.statusCode() != 404 || !parts.row(part).equals(before)) {
                    wrong.add(route.key() + " → " + answer.statusCode() + " " + answer.asString());
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    /** So the ids were right: through its own parent it is there, whatever else is wrong with the request. */
    @Test
    void aPartOfItsOwnIsFound() {
        List<String> wrong = new ArrayList<>();
        for (Route route : routesOfParts()) {
            parts.of(route)
                    .filter(part -> route.isRead() || contract.asksForABody(route))
                    .ifPresent(part -> {
                        int status = send(route, part, part.parent(), false).statusCode();
                        if (route.isRead() ? status != 200 : status == 404 || status < 400 || status >= 500) {
                            wrong.add(route.key() + " → " + status);
                        }
                    });
        }
        assertThat(wrong).isEmpty();
    }

    private static Response send(Route route, Part part, UUID parent, boolean fits) {
        String path = route.path()
                .replaceFirst(ID, parent.toString())
                .replaceFirst(ID, part.id().toString());
        JsonNode body = fits ? fitting(contract.body(route)) : null;
        return route.call(
                parts.personFor(route, part).request().header("If-Match", "\"999999\""),
                path,
                body == null ? "{}" : body.toString());
    }

    /** What the schemas do not say of a plan's version, so that not the body is refused. */
    private static JsonNode fitting(JsonNode body) {
        if (body != null && body.has("validFrom")) {
            ((ObjectNode) body).put("validFrom", "2090-01");
        }
        if (body != null && body.has("rules")) {
            ((ObjectNode) body.at("/rules/0/tiers/0")).put("fromVolume", "0.00");
        }
        return body;
    }

    /** A file of evidence is the customer's: neither read nor added by who does not serve that one. */
    @Test
    void evidenceIsNotThereForOutsiders(Service service) {
        Firm firm = Firm.on(service);
        Person owner = firm.advisor();
        UUID customer = firm.customerOf(owner, "证明材料");
        UUID second = firm.customerOf(owner, "另一客户");
        String file = evidence(owner, customer).then().statusCode(201).extract().path("id");
        String path = "/api/v1/customers/" + customer + "/evidence";
        assertThat(read(owner, path, file)).isEqualTo(200);
        assertThat(read(owner, "/api/v1/customers/" + second + "/evidence", file))
                .isEqualTo(404);
        for (Person outsider : Set.of(
                firm.advisor(),
                firm.advisorIn(firm.teamB),
                firm.person(firm.teamB, Role.TEAM_LEAD),
                firm.person(firm.otherBranch, Role.BRANCH_MANAGER))) {
            assertThat(read(outsider, path, file)).as(outsider.username()).isEqualTo(404);
            evidence(outsider, customer).then().statusCode(404);
        }
        assertThat(firm.one("select count(*) from customer_evidence where customer_id = ?", customer))
                .isEqualTo("1");
    }

    private static int read(Person by, String path, String file) {
        return by.request().accept("*/*").get(path + "/" + file).statusCode();
    }

    private static Response evidence(Person by, UUID customer) {
        return by.request()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(ContentType.MULTIPART)
                .multiPart("file", "证明.jpg", Photo.jpeg(), "image/jpeg")
                .post("/api/v1/customers/" + customer + "/evidence");
    }
}
