package io.wealthcrm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;

import com.fasterxml.jackson.databind.JsonNode;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.ChatApp;
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
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

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

    private String cover(Person lead, Person colleague) {
        return lead.once()
                .body(Map.of(
                        "coverId",
                        colleague.id(),
                        "from",
                        TODAY.toString(),
                        "to",
                        TODAY.plusDays(3).toString()))
                .post(covers())
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private String covers() {
        return "/api/v1/users/" + advisor.id() + "/covers";
    }

    @Test
    void aCoverBegunAndEnded() {
        Person colleague = firm.advisor();
        Person lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        assertThat(reads(colleague)).isEqualTo(404);
        String cover = cover(lead, colleague);
        assertThat(reads(colleague)).isEqualTo(200);
        colleague.request().get("/api/v1/customers").then().body("items.id", contains(customer.toString()));
        lead.request().delete(covers() + "/" + cover).then().statusCode(204);
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

    /** A socket opened before is no way around: what is sent there is judged by what its person sees at that moment. */
    @Test
    void anOpenSocketSendsWhatIsInSightNow() {
        Person colleague = firm.advisor();
        Person lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        UUID room = conversation(colleague, Map.of("kind", "GROUP", "title", "代管", "memberIds", List.of(lead.id())));
        ChatApp app = ChatApp.of(colleague);
        assertThat(sends(app, room)).isEqualTo("NOT_FOUND");

        String cover = cover(lead, colleague);
        assertThat(sends(app, room)).isEqualTo("ok");
        lead.request().delete(covers() + "/" + cover).then().statusCode(204);
        assertThat(sends(app, room)).isEqualTo("NOT_FOUND");

        String again = cover(lead, colleague);
        assertThat(sends(app, room)).isEqualTo("ok");
        endYesterday(again);
        assertThat(sends(app, room)).isEqualTo("NOT_FOUND");

        seat(List.of(Map.of("personId", colleague.id(), "share", "0.2")));
        assertThat(sends(app, room)).isEqualTo("ok");
        seat(List.of());
        assertThat(sends(app, room)).isEqualTo("NOT_FOUND");

        transfer(lead, colleague);
        assertThat(sends(app, room)).isEqualTo("ok");
        transfer(lead, advisor);
        assertThat(sends(app, room)).isEqualTo("NOT_FOUND");
        app.close();
    }

    /** Likewise of roles and units; the socket itself stays, for the person is still somebody. */
    @Test
    void anOpenSocketHasTheRolesAndTheUnitOfNow() {
        Person lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        UUID room = conversation(lead, Map.of("kind", "GROUP", "title", "角色", "memberIds", List.of(advisor.id())));
        ChatApp app = ChatApp.of(lead);
        assertThat(sends(app, room)).isEqualTo("ok");
        change(lead, Map.of("roles", List.of("ADVISOR")));
        assertThat(sends(app, room)).isEqualTo("NOT_FOUND");
        change(lead, Map.of("roles", List.of("COMPLIANCE")));
        assertThat(sends(app, room)).isEqualTo("ok");
        change(lead, Map.of("roles", List.of("MARKETING")));
        assertThat(sends(app, room)).isEqualTo("NOT_FOUND");
        change(lead, Map.of("roles", List.of("TEAM_LEAD")));
        assertThat(sends(app, room)).isEqualTo("ok");
        change(lead, Map.of("unitId", firm.teamB));
        assertThat(sends(app, room)).isEqualTo("NOT_FOUND");
        assertThat(app.isClosed()).isFalse();
        app.close();
    }

    /** On whichever device; what is said afterwards reaches none of them. */
    @Test
    void whoIsSwitchedOffHasNoSocketAnyMore() {
        Person lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        UUID room = conversation(lead, Map.of("kind", "GROUP", "title", "停用", "memberIds", List.of(advisor.id())));
        ChatApp first = ChatApp.of(advisor);
        ChatApp second = ChatApp.of(advisor, "停用的另一台", "[]");
        change(advisor, Map.of("active", false));
        first.awaitClose(4401);
        second.awaitClose(4401);
        assertThat(reads(advisor)).isEqualTo(401);
        ChatApp told = ChatApp.of(lead);
        long after = told.say(room, "仅限在职").path("seq").asLong();
        told.awaitMessage(room, after);
        told.close();
        assertThat(first.seqs(room)).doesNotContain(after);
        assertThat(second.seqs(room)).doesNotContain(after);
    }

    private void seat(List<Map<String, Object>> members) {
        String path = "/api/v1/customers/" + customer + "/team";
        advisor.request()
                .header("If-Match", "\"" + advisor.request().get(path).path("version") + "\"")
                .body(Map.of("members", members))
                .put(path)
                .then()
                .statusCode(200);
    }

    private void transfer(Person lead, Person to) {
        lead.once()
                .body(Map.of("advisorId", to.id()))
                .post("/api/v1/customers/" + customer + "/transfer")
                .then()
                .statusCode(200);
    }

    private String sends(ChatApp app, UUID room) {
        JsonNode answer =
                app.post(room, UUID.randomUUID(), "card", "{\"type\":\"CUSTOMER\",\"id\":\"%s\"}".formatted(customer));
        return answer.path("t").asText().equals("ok")
                ? "ok"
                : answer.path("code").asText();
    }

    private void endYesterday(String cover) {
        firm.execute(
                "update advisor_covers set from_on = ?, to_on = ? where id = cast(? as uuid)",
                TODAY.minusDays(5),
                TODAY.minusDays(1),
                cover);
    }

    private static UUID conversation(Person by, Map<String, Object> body) {
        return UUID.fromString(
                by.once().body(body).post("/api/v1/conversations").path("id"));
    }

    /** The covered advisor's rooms are read on by who covered no more, however the cover ended; others of the person's are kept. */
    @Test
    void theRoomsEnteredUnderACover() {
        Person colleague = firm.advisor();
        Person lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        UUID order = order(advisor, firm.buyerOf(advisor, "休假客户"));
        UUID room = conversation(lead, Map.of("kind", "ORDER", "orderId", order, "memberIds", List.of(advisor.id())));
        UUID ownOrder = order(colleague, firm.buyerOf(colleague, "自己客户"));
        UUID own =
                conversation(colleague, Map.of("kind", "ORDER", "orderId", ownOrder, "memberIds", List.of(lead.id())));
        ChatApp app = ChatApp.of(colleague);
        for (boolean withdrawn : List.of(true, false)) {
            String cover = cover(lead, colleague);
            assertThat(conversation(colleague, Map.of("kind", "ORDER", "orderId", order)))
                    .isEqualTo(room);
            await().until(() -> app.say(room, "在").path("t").asText().equals("ok"));

            if (withdrawn) {
                lead.request().delete(covers() + "/" + cover).then().statusCode(204);
            } else {
                endYesterday(cover);
            }

            await().until(() -> app.say(room, "还在吗").path("code").asText().equals("FORBIDDEN"));
            await().until(() -> inside(room, colleague).equals("0"));
            ChatApp told = ChatApp.of(lead);
            long after = told.say(room, "仅限在场").path("seq").asLong();
            told.awaitMessage(room, after);
            told.close();
            app.send("{\"t\":\"read\",\"conv\":\"%s\",\"seq\":%d}".formatted(room, after));
            assertThat(app.say(own, "自己的").path("t").asText()).isEqualTo("ok");
            assertThat(app.seqs(room)).doesNotContain(after);
            colleague
                    .request()
                    .get("/api/v1/conversations/" + room + "/messages")
                    .then()
                    .statusCode(404);
        }
        app.close();
    }

    private String inside(UUID room, Person person) {
        return firm.one(
                "select count(*) from members where conversation_id = ? and user_id = ? and left_at is null",
                room,
                person.id());
    }

    private UUID order(Person seller, UUID of) {
        return UUID.fromString(seller.once()
                .body(Map.of("customerId", of, "productId", firm.product(), "amount", "1000000.00"))
                .post("/api/v1/orders")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
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
