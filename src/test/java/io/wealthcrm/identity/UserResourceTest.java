package io.wealthcrm.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnSharedService
class UserResourceTest {
    private Firm firm;
    private Person admin;

    @BeforeEach
    void administrator(Service service) {
        firm = Firm.on(service);
        admin = firm.office(Role.ADMIN);
    }

    @Test
    void anAdministratorAddsSomebodyOnceWhateverTheRetries() {
        Map<String, Object> input = newUser("Zhao." + UUID.randomUUID());
        String key = UUID.randomUUID().toString();
        var first = admin.request()
                .header("Idempotency-Key", key)
                .body(input)
                .post("/api/v1/users")
                .then()
                .statusCode(201)
                .extract();
        var again = admin.request()
                .header("Idempotency-Key", key)
                .body(input)
                .post("/api/v1/users")
                .then()
                .statusCode(201)
                .extract();
        assertThat(again.asByteArray()).isEqualTo(first.asByteArray());
        assertThat(again.header("Location")).isEqualTo(first.header("Location")).endsWith(first.path("id"));

        admin.request()
                .header("Idempotency-Key", key)
                .body(newUser("other." + UUID.randomUUID()))
                .post("/api/v1/users")
                .then()
                .statusCode(422)
                .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
        admin.request()
                .body(input)
                .post("/api/v1/users")
                .then()
                .statusCode(409)
                .body("code", equalTo("USERNAME_TAKEN"));
    }

    @Test
    void aPatchNeedsTheVersionItWasMadeFor() {
        String id = admin.request()
                .body(newUser("p." + UUID.randomUUID()))
                .post("/api/v1/users")
                .then()
                .extract()
                .path("id");
        var patch = Map.of("displayName", "赵云");
        admin.request()
                .body(patch)
                .patch("/api/v1/users/" + id)
                .then()
                .statusCode(428)
                .body("code", equalTo("VERSION_REQUIRED"));
        admin.request()
                .header("If-Match", "\"0\"")
                .body(Map.of("roles", List.of("CUSTOMER")))
                .patch("/api/v1/users/" + id)
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("NOT_FOR_STAFF"));
        admin.request()
                .header("If-Match", "\"0\"")
                .body(patch)
                .patch("/api/v1/users/" + id)
                .then()
                .statusCode(200)
                .body("displayName", equalTo("赵云"))
                .body("version", equalTo(1));
        admin.request()
                .header("If-Match", "\"0\"")
                .body(patch)
                .patch("/api/v1/users/" + id)
                .then()
                .statusCode(412)
                .body("code", equalTo("STALE_VERSION"));
    }

    @Test
    void somebodyMadeInactiveIsOutAtOnce() {
        Person advisor = firm.advisor();
        int version = admin.request()
                .get("/api/v1/users/" + advisor.id())
                .then()
                .statusCode(200)
                .extract()
                .path("version");
        admin.request()
                .header("If-Match", "\"" + version + "\"")
                .body(Map.of("active", false))
                .patch("/api/v1/users/" + advisor.id())
                .then()
                .statusCode(200);
        advisor.request().get("/api/v1/me").then().statusCode(401);
    }

    @Test
    void accountsArePagedByKeyset() {
        Person one = firm.advisor();
        Person another = firm.advisor();
        assertThat(one.id()).isNotEqualTo(another.id());
        var first = admin.request()
                .get("/api/v1/users?limit=2")
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("nextCursor", notNullValue())
                .extract();
        var second = admin.request()
                .queryParam("limit", 2)
                .queryParam("cursor", first.<String>path("nextCursor"))
                .get("/api/v1/users")
                .then()
                .statusCode(200)
                .extract();
        assertThat(second.<List<String>>path("items.id"))
                .doesNotContainAnyElementsOf(first.<List<String>>path("items.id"));
        admin.request()
                .get("/api/v1/users?cursor=%00nonsense")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_CURSOR"));
        admin.request()
                .get("/api/v1/users?limit=101")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/limit"));
    }

    @Test
    void onlyAdministratorsKeepAccountsAndNoneSeesCustomers() {
        firm.advisor().request().get("/api/v1/users").then().statusCode(403);
        admin.request()
                .get("/api/v1/me")
                .then()
                .body("sees", equalTo("NONE"))
                .body("permissions", hasItem("USER_EDIT"));
    }

    @Test
    void aUnitStandsOnlyBelowTheKindAboveIt() {
        Map<String, Object> team = Map.of("parentId", firm.branch, "kind", "TEAM", "name", "五队");
        admin.request()
                .body(team)
                .post("/api/v1/units")
                .then()
                .statusCode(201)
                .body("parentId", equalTo(firm.branch.toString()));
        admin.request()
                .body(Map.of("parentId", firm.teamA, "kind", "TEAM", "name", "六队"))
                .post("/api/v1/units")
                .then()
                .statusCode(422)
                .body("code", equalTo("UNIT_KIND_MISMATCH"));
        admin.request()
                .body(Map.of("parentId", UUID.randomUUID(), "kind", "TEAM", "name", "七队"))
                .post("/api/v1/units")
                .then()
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_UNIT"));
    }

    private Map<String, Object> newUser(String username) {
        return Map.of(
                "username",
                username,
                "password",
                "correct-horse-battery",
                "displayName",
                "赵子龙",
                "unitId",
                firm.teamA,
                "roles",
                List.of("ADVISOR"));
    }
}
