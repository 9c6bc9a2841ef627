package io.wealthcrm.succession;

import static org.hamcrest.Matchers.hasSize;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What was handed over is read by the line of who gave it, and by the office. */
class SuccessionResourceTest extends SuccessionCase {
    SuccessionResourceTest(Service service) {
        super(service);
    }

    @Test
    void aHandoverOfAnotherLineIsNotThere() {
        UUID going = customer("移交客户");
        String path = "/api/v1/successions/"
                + lead.once()
                        .body(Map.of(
                                "fromAdvisorId",
                                leaver.id(),
                                "transfers",
                                List.of(Map.of("advisorId", heir.id(), "customerIds", List.of(going))),
                                "reason",
                                "区域调整"))
                        .post("/api/v1/customers/transfers")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        for (Person reader : List.of(lead, manager, firm.office(Role.OPERATIONS), firm.office(Role.COMPLIANCE))) {
            reader.request().get(path).then().statusCode(200);
            reader.request().get(path + "/items").then().statusCode(200).body("items", hasSize(1));
        }
        for (Person stranger : List.of(
                firm.person(firm.teamB, Role.TEAM_LEAD),
                firm.person(firm.otherTeam, Role.TEAM_LEAD),
                firm.person(firm.otherBranch, Role.BRANCH_MANAGER))) {
            stranger.request().get(path).then().statusCode(404);
            stranger.request().get(path + "/items").then().statusCode(404);
            stranger.once().post(path + "/undo").then().statusCode(404);
        }
        heir.request().get("/api/v1/customers/" + going).then().statusCode(200);
    }
}
