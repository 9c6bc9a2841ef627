package io.wealthcrm.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.ChatApp;
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
    private static final String PATH = "/api/v1/conversations/";

    @Test
    void anOrdersRoomFollowsTheCustomerToTheNewAdvisor(Service service) {
        Firm firm = Firm.on(service);
        Person before = firm.advisor();
        Person after = firm.advisor();
        Person lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        UUID customer = firm.buyerOf(before, "交接客户");
        String order = order(before, customer, firm);
        String room = before.once()
                .body(Map.of("kind", "ORDER", "orderId", order, "memberIds", List.of()))
                .post("/api/v1/conversations")
                .path("id");

        transfer(lead, customer, after);

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

    @Test
    void a_transfer_to_another_unit_takes_the_lead_before_out_of_rooms_and_groups(Service service) {
        Firm firm = Firm.on(service);
        Person before = firm.advisor();
        Person after = firm.advisorIn(firm.teamB);
        Person lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        Person newLead = firm.person(firm.teamB, Role.TEAM_LEAD);
        Person manager = firm.person(firm.branch, Role.BRANCH_MANAGER);
        Person office = firm.office(Role.OPERATIONS);
        Person customer = firm.appOf(before, "跨部门客户");
        UUID group = Talk.group(before, customer, lead, manager);
        String order = order(before, customer(firm, customer), firm);
        List<UUID> invited = List.of(lead.id(), newLead.id(), manager.id(), office.id());
        String room = PATH + room(before, order, invited, 201);
        ChatApp app = ChatApp.of(lead);

        transfer(manager, customer(firm, customer), after);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> after.request().get(room).statusCode() == 200);
        app.await("member");
        for (Person gone : List.of(before, lead)) {
            gone.request().get(room).then().statusCode(404);
            gone.request().get(PATH + group).then().statusCode(404);
        }
        for (Person stays : List.of(newLead, manager, office)) {
            stays.request().get(room).then().statusCode(200);
        }
        for (Person inside : List.of(customer, manager, after)) {
            inside.request().get(PATH + group).then().statusCode(200);
        }
    }

    @Test
    void alone_with_the_advisor_before_nothing_is_written_until_the_customer_is_back(Service service) {
        Firm firm = Firm.on(service);
        Person before = firm.advisor();
        Person after = firm.advisor();
        Person lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        Person customer = firm.appOf(before, "单聊客户");
        UUID file = customer(firm, customer);
        UUID direct = Talk.direct(customer, before);
        ChatApp app = ChatApp.of(before);
        String message = Talk.say(app, direct, "您好");

        transfer(lead, file, after);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> firm.one("select closed_at from conversations where id = ?", direct) != null);
        assertThat(app.say(direct, "还在吗").path("code").asText()).isEqualTo("FORBIDDEN");
        assertThat(ChatApp.of(customer).say(direct, "在").path("code").asText()).isEqualTo("FORBIDDEN");
        Talk.edit(before, direct, message, "您好！").statusCode(403);
        assertThat(Talk.everything(before, direct)).contains("您好");
        open(customer, before).statusCode(422);
        open(before, customer).statusCode(422);
        UUID next = Talk.direct(customer, after);

        transfer(lead, file, before);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> firm.one("select closed_at from conversations where id = ?", next) != null);
        open(customer, before).statusCode(200).body("id", equalTo(direct.toString()));
        assertThat(app.say(direct, "又见面了").path("code").asText()).isEmpty();
    }

    private static ValidatableResponse open(Person by, Person other) {
        return by.once()
                .body(Map.of("kind", "DIRECT", "memberIds", List.of(other.id())))
                .post("/api/v1/conversations")
                .then();
    }

    private static UUID customer(Firm firm, Person app) {
        return UUID.fromString(firm.one("select customer_id from users where id = ?", app.id()));
    }

    private static void transfer(Person by, UUID customer, Person to) {
        by.once()
                .body(Map.of("advisorId", to.id(), "reason", "调岗"))
                .post("/api/v1/customers/" + customer + "/transfer")
                .then()
                .statusCode(200);
    }

    private static String order(Person by, UUID customer, Firm firm) {
        return by.once()
                .body(Map.of("customerId", customer, "productId", firm.product(), "amount", "1000000.00"))
                .post("/api/v1/orders")
                .path("id");
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
