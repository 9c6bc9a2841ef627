package io.wealthcrm.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OnSharedService
class RoomHandoverResourceTest {

    @Test
    void anOrdersRoomFollowsTheCustomerToTheNewAdvisor(Service service) {
        Firm firm = Firm.on(service);
        Person before = firm.advisor();
        Person after = firm.advisor();
        Person lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        UUID customer = firm.buyerOf(before, "交接客户");
        String order = before.once()
                .body(Map.of("customerId", customer, "productId", firm.product(), "amount", "1000000.00"))
                .post("/api/v1/orders")
                .path("id");
        String room = before.once()
                .body(Map.of("kind", "ORDER", "orderId", order, "memberIds", List.of()))
                .post("/api/v1/conversations")
                .path("id");

        lead.once()
                .body(Map.of("advisorId", after.id(), "reason", "调岗"))
                .post("/api/v1/customers/" + customer + "/transfer")
                .then()
                .statusCode(200);

        String path = "/api/v1/conversations/" + room;
        await().atMost(Duration.ofSeconds(10))
                .until(() -> after.request().get(path).statusCode() == 200);
        before.request().get(path).then().statusCode(404);
        before.request().get(path + "/messages").then().statusCode(404);
    }

    @Test
    void whoWasRemovedComesBackAsAMemberAndBringsNobody(Service service) {
        Firm firm = Firm.on(service);
        Person advisor = firm.advisor();
        Person lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        Person manager = firm.person(firm.branch, Role.BRANCH_MANAGER);
        String order = advisor.once()
                .body(Map.of(
                        "customerId",
                        firm.buyerOf(advisor, "房间客户"),
                        "productId",
                        firm.product(),
                        "amount",
                        "1000000.00"))
                .post("/api/v1/orders")
                .path("id");
        String path = "/api/v1/conversations/" + room(advisor, order, List.of(lead.id()), 201);
        advisor.request().delete(path + "/members/" + lead.id()).then().statusCode(204);
        lead.request().get(path).then().statusCode(404);

        assertThat(path).endsWith(room(lead, order, List.of(manager.id()), 200));
        manager.request().get(path).then().statusCode(404);
        lead.request().delete(path + "/members/" + advisor.id()).then().statusCode(403);
        advisor.request().get(path).then().statusCode(200);
    }

    @Test
    void anAdminMakesNobodyOwner(Service service) {
        Firm firm = Firm.on(service);
        Person founder = firm.advisor();
        Person admin = firm.advisor();
        String member = "/api/v1/conversations/" + Talk.group(founder, admin) + "/members/" + admin.id();
        founder.request().body(Map.of("role", "ADMIN")).put(member).then().statusCode(200);
        admin.request().body(Map.of("role", "OWNER")).put(member).then().statusCode(403);
        founder.request().body(Map.of("role", "OWNER")).put(member).then().statusCode(200);
    }

    private static String room(Person by, String order, List<UUID> members, int status) {
        return by.once()
                .body(Map.of("kind", "ORDER", "orderId", order, "memberIds", members))
                .post("/api/v1/conversations")
                .then()
                .statusCode(status)
                .extract()
                .path("id");
    }
}
