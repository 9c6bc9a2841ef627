package io.wealthcrm.chat;

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
}
