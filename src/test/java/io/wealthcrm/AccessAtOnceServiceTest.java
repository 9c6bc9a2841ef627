package io.wealthcrm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What changes between two requests with one token counts for the second. */
@OnSharedService
class AccessAtOnceServiceTest {
    private Firm firm;
    private Person admin;
    private Person advisor;
    private UUID customer;

    @BeforeEach
    void open(Service service) {
        firm = Firm.on(service);
        admin = firm.office(Role.ADMIN);
        advisor = firm.advisor();
        customer = firm.customerOf(advisor, "即时权限");
    }

    private void change(Person person, Map<String, Object> patch) {
        String path = "/api/v1/users/" + person.id();
        admin.request()
                .header("If-Match", admin.request().get(path).path("version") + "")
                .body(patch)
                .patch(path)
                .then()
                .statusCode(200);
    }

    private int reads(Person person) {
        return person.request().get("/api/v1/customers/" + customer).statusCode();
    }

    @Test
    void aRoleWithdrawnAndGiven() {
        Person lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        assertThat(reads(lead)).isEqualTo(200);
        change(lead, Map.of("roles", List.of("ADVISOR")));
        assertThat(reads(lead)).isEqualTo(404);
        lead.request().get("/api/v1/customers").then().statusCode(200).body("items", empty());
        change(lead, Map.of("roles", List.of("MARKETING")));
        assertThat(reads(lead)).isEqualTo(403);
        change(lead, Map.of("roles", List.of("COMPLIANCE")));
        assertThat(reads(lead)).isEqualTo(200);
    }

    @Test
    void aUnitMoved() {
        Person lead = firm.person(firm.teamB, Role.TEAM_LEAD);
        assertThat(reads(lead)).isEqualTo(404);
        change(lead, Map.of("unitId", firm.teamA));
        assertThat(reads(lead)).isEqualTo(200);
        change(lead, Map.of("unitId", firm.otherTeam));
        assertThat(reads(lead)).isEqualTo(404);
    }

    @Test
    void aCoverBegunAndEnded() {
        Person colleague = firm.advisor();
        Person lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        String covers = "/api/v1/users/" + advisor.id() + "/covers";
        assertThat(reads(colleague)).isEqualTo(404);
        String cover = lead.once()
                .body(Map.of(
                        "coverId",
                        colleague.id(),
                        "from",
                        today.toString(),
                        "to",
                        today.plusDays(3).toString()))
                .post(covers)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        assertThat(reads(colleague)).isEqualTo(200);
        colleague.request().get("/api/v1/customers").then().body("items.id", contains(customer.toString()));
        lead.request().delete(covers + "/" + cover).then().statusCode(204);
        assertThat(reads(colleague)).isEqualTo(404);
        colleague.request().get("/api/v1/customers").then().body("items", empty());
    }

    @Test
    void aCustomerHandedOver() {
        Person heir = firm.advisor();
        firm.person(firm.teamA, Role.TEAM_LEAD)
                .once()
                .body(Map.of("advisorId", heir.id()))
                .post("/api/v1/customers/" + customer + "/transfer")
                .then()
                .statusCode(200);
        assertThat(reads(advisor)).isEqualTo(404);
        assertThat(reads(heir)).isEqualTo(200);
    }

    @Test
    void aPermissionWithdrawn() {
        Person person = firm.advisor();
        change(person, Map.of("permissions", List.of("CUSTOMER_EXPORT")));
        Map<String, Object> export = Map.of("columns", List.of("NAME"), "format", "CSV", "reason", "即时");
        person.once().body(export).post("/api/v1/customers/exports").then().statusCode(202);
        change(person, Map.of("permissions", List.of()));
        person.once().body(export).post("/api/v1/customers/exports").then().statusCode(403);
    }

    @Test
    void somebodySwitchedOff() {
        Person person = firm.office(Role.COMPLIANCE);
        assertThat(reads(person)).isEqualTo(200);
        change(person, Map.of("active", false));
        assertThat(reads(person)).isEqualTo(401);
    }
}
