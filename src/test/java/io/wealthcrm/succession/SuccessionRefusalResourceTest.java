package io.wealthcrm.succession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Each refusal, of the preview and of the deed, leaves everything as it was. */
class SuccessionRefusalResourceTest extends SuccessionCase {
    private UUID customer;

    SuccessionRefusalResourceTest(Service service) {
        super(service);
    }

    private void refused(Person by, Map<String, Object> input, int status, String code) {
        var before = everything(customer);
        offboard(by, input).statusCode(status).body("code", equalTo(code));
        assertThat(everything(customer)).isEqualTo(before);
    }

    @Test
    void toWhoLeavesHasLeftOrIsNobody() {
        customer = customer("唯一客户");
        Person departed = firm.advisor();
        firm.execute("update users set active = false where id = ?", departed.id());
        Person leaving = firm.advisor();
        manager.once()
                .body(with(to(heir), "effectiveOn", today().plusDays(9).toString()))
                .post(path(leaving))
                .then()
                .statusCode(201);

        refused(manager, to(leaver), 422, "TRANSFER_TO_SELF");
        refused(manager, to(departed), 422, "TRANSFER_TO_DEPARTED");
        refused(manager, to(leaving), 422, "TRANSFER_TO_DEPARTED");
        refused(manager, to(lead), 422, "UNKNOWN_HEIR");
        refused(manager, to(firm.advisorIn(firm.otherTeam)), 422, "UNKNOWN_HEIR");
        refused(manager, offboarding("TRANSFER", List.of(Map.of("advisorId", UUID.randomUUID()))), 422, "UNKNOWN_HEIR");
        refused(manager, to(heir, heir), 400, "INVALID_INPUT");
        preview(manager, to(departed)).statusCode(422).body("code", equalTo("TRANSFER_TO_DEPARTED"));
    }

    @Test
    void beyondCapacity() {
        customer = customer("第一");
        UUID second = customer("第二");
        firm.execute(
                """
                insert into pool_settings (branch_id, version, claims_per_day, holdings_cap, no_take_back_days, protects_holders, changed_at)
                values (?, 1, 10, 1, 90, true, now())""",
                firm.branch);

        preview(manager, to(heir)).statusCode(200).body("unplaced.size()", equalTo(1));
        refused(manager, to(heir), 409, "CAPACITY_EXCEEDED");
        refused(
                manager,
                offboarding(
                        "TRANSFER", List.of(Map.of("advisorId", heir.id(), "customerIds", List.of(customer, second)))),
                409,
                "CAPACITY_EXCEEDED");
        offboard(manager, to(heir, firm.advisor())).statusCode(201);
    }

    @Test
    void whomOthersServe() {
        customer = customer("唯一客户");
        UUID foreign = firm.customerOf(heir, "别人的客户");
        refused(
                manager,
                offboarding("TRANSFER", List.of(Map.of("advisorId", heir.id(), "customerIds", List.of(foreign)))),
                422,
                "NOT_THEIR_CUSTOMER");
        refused(
                manager,
                offboarding(
                        "TRANSFER",
                        List.of(
                                Map.of("advisorId", heir.id(), "customerIds", List.of(customer)),
                                Map.of("advisorId", firm.advisor().id(), "customerIds", List.of(customer)))),
                400,
                "INVALID_INPUT");
        refused(
                manager,
                offboarding(
                        "TRANSFER",
                        List.of(Map.of(
                                "advisorId", heir.id(), "customerIds", List.of(customer), "tiers", List.of("GOLD")))),
                400,
                "INVALID_INPUT");
    }

    @Test
    void twice() {
        customer = customer("唯一客户");
        offboard(manager, to(heir)).statusCode(201);
        refused(manager, to(heir), 409, "ALREADY_OFFBOARDED");
        preview(manager, to(heir))
                .statusCode(409)
                .body("code", equalTo("ALREADY_OFFBOARDED"))
                .body("current", equalTo("DONE"));
    }

    @Test
    void afterThingsChangedSinceThePreview() {
        customer = customer("第一");
        String token = preview(manager, to(heir)).statusCode(200).extract().path("previewToken");
        UUID second = customer("第二");
        refused(manager, with(to(heir), "previewToken", token), 409, "PLAN_OUTDATED");

        String renewed = preview(manager, to(heir)).statusCode(200).extract().path("previewToken");
        created(leaver, "/api/v1/agenda/tasks", task(second));
        refused(manager, with(to(heir), "previewToken", renewed), 409, "PLAN_OUTDATED");
    }

    @Test
    void byWhoDoesNotLeadThem() {
        customer = customer("唯一客户");
        refused(firm.person(firm.otherBranch, Role.BRANCH_MANAGER), to(heir), 404, "NOT_FOUND");
        refused(firm.person(firm.teamB, Role.TEAM_LEAD), to(heir), 404, "NOT_FOUND");
        refused(heir, to(heir), 403, "FORBIDDEN");
        lead.once().body(to(heir)).post(path(manager)).then().statusCode(404);
        manager.once()
                .body(to(heir))
                .post(path(manager))
                .then()
                .statusCode(409)
                .body("code", equalTo("OWN_OFFBOARDING"));
        offboard(manager, to(heir)).statusCode(201);
        firm.person(firm.otherBranch, Role.BRANCH_MANAGER)
                .once()
                .post(path(leaver) + "/undo")
                .then()
                .statusCode(404);
        firm.person(firm.otherBranch, Role.BRANCH_MANAGER)
                .request()
                .get(path(leaver))
                .then()
                .statusCode(404);
    }

    @Test
    void onADayThatIsOverOrTooFar() {
        customer = customer("唯一客户");
        refused(manager, with(to(heir), "effectiveOn", today().minusDays(1).toString()), 400, "INVALID_INPUT");
        refused(manager, with(to(heir), "effectiveOn", today().plusDays(400).toString()), 400, "INVALID_INPUT");
        refused(manager, with(to(heir), "effectiveOn", "-5000-01-01"), 400, "INVALID_INPUT");
    }

    @Test
    void whereAPreviewWasMeant() {
        customer = customer("唯一客户");
        var before = everything(customer);
        for (String slip : List.of("?preview=yes", "?preview=", "?previw=true", "?preview=true&limit=5")) {
            manager.once()
                    .body(to(heir))
                    .post(path(leaver) + slip)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("INVALID_INPUT"));
        }
        for (String reason : List.of("", "   ", "\u200b\u2060")) {
            offboard(manager, with(to(heir), "reason", reason)).statusCode(400).body("code", equalTo("INVALID_INPUT"));
        }
        assertThat(everything(customer)).isEqualTo(before);
    }
}
