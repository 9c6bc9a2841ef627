package io.wealthcrm.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnSharedService
class UnitChannelResourceTest {
    private static final String PATH = "/api/v1/conversations/";

    private final Service service;
    private Firm firm;
    private Person manager;
    private Person lead;
    private Person advisor;
    private Person outsider;

    UnitChannelResourceTest(Service service) {
        this.service = service;
    }

    @BeforeEach
    void branch() {
        firm = Firm.on(service);
        manager = firm.person(firm.branch, Role.BRANCH_MANAGER);
        lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        advisor = firm.advisor();
        outsider = firm.advisorIn(firm.otherTeam);
    }

    @Test
    void the_branchs_people_read_and_only_its_heads_write() {
        Person deputy = firm.person(firm.branch, Role.BRANCH_MANAGER);
        UUID channel = open(manager, firm.branch, Map.of())
                .statusCode(201)
                .body("memberCount", equalTo(4))
                .body("unitId", equalTo(firm.branch.toString()))
                .body(
                        "members.userId",
                        containsInAnyOrder(manager.id().toString(), deputy.id().toString()))
                .extract()
                .jsonPath()
                .getUUID("id");
        outsider.request().get(PATH + channel).then().statusCode(404);
        ChatApp reader = ChatApp.of(advisor);
        ChatApp.of(manager).say(channel, "通知一");
        ChatApp.of(deputy).say(channel, "通知二");
        reader.awaitMessage(channel, 2);
        assertThat(reader.say(channel, "收到").path("code").asText()).isEqualTo("FORBIDDEN");
        assertThat(ChatApp.of(lead).say(channel, "收到").path("code").asText()).isEqualTo("FORBIDDEN");
        advisor.request().get("/api/v1/conversations").then().body("items[0].unread", equalTo(2));
        reader.send("{\"t\":\"read\",\"conv\":\"%s\",\"seq\":2}".formatted(channel));
        await().atMost(Duration.ofSeconds(5)).until(() -> advisor.request()
                .get("/api/v1/conversations")
                .path("items[0].unread")
                .equals(0));
    }

    @Test
    void staff_who_come_move_and_leave_are_followed() {
        UUID channel = opened(manager, firm.branch, Map.of());
        ChatApp.of(manager).say(channel, "以前的通知");
        Person administrator = firm.office(Role.ADMIN);
        String hired = administrator
                .once()
                .body(Map.of(
                        "username",
                        "hired-" + UUID.randomUUID(),
                        "password",
                        "Wealth-Test-2026",
                        "displayName",
                        "新人",
                        "unitId",
                        firm.teamB,
                        "roles",
                        List.of("ADVISOR")))
                .post("/api/v1/users")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        awaitInside(channel, UUID.fromString(hired), 1);
        assertThat(firm.one(
                        "select hidden_seq from members where conversation_id = ? and user_id = ?",
                        channel,
                        UUID.fromString(hired)))
                .isEqualTo("1");

        change(administrator, outsider, Map.of("unitId", firm.teamA));
        awaitInside(channel, outsider.id(), 1);
        ChatApp app = ChatApp.of(advisor);
        change(administrator, advisor, Map.of("unitId", firm.otherTeam));
        awaitInside(channel, advisor.id(), 0);
        app.await("member");
        ChatApp.of(manager).say(channel, "以后的通知");
        advisor.request().get(Talk.path(channel)).then().statusCode(404);
        assertThat(app.seqs(channel)).doesNotContain(2L);
        change(administrator, lead, Map.of("active", false));
        awaitInside(channel, lead.id(), 0);
        change(administrator, advisor, Map.of("unitId", firm.branch, "roles", List.of("BRANCH_MANAGER")));
        await().atMost(Duration.ofSeconds(10)).until(() -> "ADMIN"
                .equals(advisor.request().get(PATH + channel).path("role")));
    }

    @Test
    void an_owner_who_leaves_the_firm_is_followed_by_who_leads_the_unit() {
        Person administrator = firm.office(Role.ADMIN);
        Person marketing = firm.office(Role.MARKETING);
        UUID channel = open(marketing, firm.branch, Map.of())
                .statusCode(201)
                .extract()
                .jsonPath()
                .getUUID("id");
        change(administrator, marketing, Map.of("active", false));
        awaitOwner(channel, manager);
        change(administrator, manager, Map.of("active", false));
        awaitOwner(channel, lead);
        change(administrator, lead, Map.of("active", false));
        awaitOwner(channel, advisor);
    }

    private void awaitOwner(UUID channel, Person owner) {
        await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> firm.one(
                                "select user_id from members where conversation_id = ? and role = 'OWNER' and left_at is null",
                                channel),
                        owner.id().toString()::equals);
    }

    @Test
    void nobody_is_brought_in_or_removed_by_hand() {
        UUID channel = opened(manager, firm.branch, Map.of());
        String before = firm.one(
                "select string_agg(user_id || role, ',' order by user_id) from members where conversation_id = ?",
                channel);
        String member = PATH + channel + "/members/";
        manager.request()
                .put(member + outsider.id())
                .then()
                .statusCode(409)
                .body("code", equalTo("MEMBERS_FOLLOW_UNIT"));
        manager.once()
                .body(Map.of("userIds", List.of(outsider.id())))
                .post(PATH + channel + "/members")
                .then()
                .statusCode(409);
        manager.request().delete(member + advisor.id()).then().statusCode(409);
        advisor.request().delete(member + advisor.id()).then().statusCode(409);
        open(manager, firm.branch, Map.of("memberIds", List.of(outsider.id()))).statusCode(409);
        assertThat(firm.one(
                        "select string_agg(user_id || role, ',' order by user_id) from members where conversation_id = ?",
                        channel))
                .isEqualTo(before);
        manager.request()
                .body(Map.of("role", "ADMIN"))
                .put(member + advisor.id())
                .then()
                .statusCode(200);
        assertThat(ChatApp.of(advisor).say(channel, "代发通知").path("t").asText()).isEqualTo("ok");
    }

    @Test
    void a_unit_is_announced_to_by_who_leads_it() {
        open(advisor, firm.teamA, Map.of()).statusCode(403);
        open(manager, firm.otherBranch, Map.of()).statusCode(422).body("code", equalTo("CHANNEL_UNIT_UNKNOWN"));
        open(lead, firm.branch, Map.of()).statusCode(422);
        open(lead, firm.teamA, Map.of()).statusCode(201);
        open(firm.office(Role.MARKETING), UUID.randomUUID(), Map.of()).statusCode(422);
        open(firm.office(Role.MARKETING), firm.otherBranch, Map.of()).statusCode(201);
        open(manager, null, Map.of("unitId", firm.branch, "kind", "GROUP")).statusCode(409);
    }

    @Test
    void ten_thousand_are_seated_by_one_request() {
        firm.execute(
                """
                insert into users (id, username, password_hash, display_name, roles, unit_id)
                select uuidv7(), 'many-' || cast(? as text) || n, 'x', '众人', '{ADVISOR}', ?
                  from generate_series(1, 10000) n""",
                firm.otherBranch,
                firm.otherTeam);
        Person head = firm.office(Role.EXECUTIVE);
        long began = System.nanoTime();
        UUID channel = opened(head, firm.otherBranch, Map.of());
        System.out.printf("a channel of 10,001 opened in %d ms%n", (System.nanoTime() - began) / 1_000_000);
        head.request().get(PATH + channel).then().body("memberCount", equalTo(10_002));
        ChatApp.of(head).say(channel, "全体通知");
        outsider.request().get("/api/v1/conversations").then().body("items[0].unread", equalTo(1));
    }

    private static ValidatableResponse open(Person by, UUID unit, Map<String, ?> otherwise) {
        Map<String, Object> body = new HashMap<>(Map.of("kind", "CHANNEL", "title", "公告"));
        if (unit != null) {
            body.put("unitId", unit);
        }
        body.putAll(otherwise);
        return by.once().body(body).post("/api/v1/conversations").then();
    }

    private static UUID opened(Person by, UUID unit, Map<String, ?> otherwise) {
        return open(by, unit, otherwise).statusCode(201).extract().jsonPath().getUUID("id");
    }

    private void awaitInside(UUID channel, UUID person, int times) {
        await().atMost(Duration.ofSeconds(10)).until(() -> firm.one(
                        "select count(*) from members where conversation_id = ? and user_id = ? and left_at is null",
                        channel,
                        person)
                .equals(Integer.toString(times)));
    }

    private static void change(Person by, Person whom, Map<String, ?> patch) {
        String path = "/api/v1/users/" + whom.id();
        int version = by.request().get(path).path("version");
        by.request()
                .header("If-Match", "\"" + version + "\"")
                .body(patch)
                .patch(path)
                .then()
                .statusCode(200);
    }
}
