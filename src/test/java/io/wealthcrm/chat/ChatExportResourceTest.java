package io.wealthcrm.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnSharedService
class ChatExportResourceTest {
    private static final String PATH = "/api/v1/conversations/exports";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Service service;
    private Firm firm;
    private Person ana;
    private Person bo;
    private Person compliance;
    private UUID group;

    ChatExportResourceTest(Service service) {
        this.service = service;
    }

    @BeforeEach
    void said() {
        firm = Firm.on(service);
        ana = firm.advisor();
        bo = firm.advisor();
        compliance = firm.office(Role.COMPLIANCE);
        group = Talk.group(ana, bo);
    }

    @Test
    void what_was_edited_or_recalled_is_told_with_what_it_said() {
        ChatApp app = ChatApp.of(ana);
        Talk.edit(ana, group, Talk.say(app, group, "保本保息"), "不保本").statusCode(200);
        Talk.recall(ana, group, Talk.say(app, group, "私下转账给我")).statusCode(200);
        List<JsonNode> lines = lines(export("conversationId=" + group));
        assertThat(lines).extracting(line -> line.path("seq").asInt()).containsExactly(1, 2, 3, 4);
        assertThat(lines.get(0).path("body").path("text").asText()).isEqualTo("不保本");
        assertThat(lines.get(0)
                        .path("editions")
                        .path(0)
                        .path("body")
                        .path("text")
                        .asText())
                .isEqualTo("保本保息");
        assertThat(lines.get(2).path("recalledAt").asText()).isNotEmpty();
        assertThat(lines.get(2).path("body").isEmpty()).isTrue();
        assertThat(lines.get(2)
                        .path("editions")
                        .path(0)
                        .path("body")
                        .path("text")
                        .asText())
                .isEqualTo("私下转账给我");
        assertThat(lines.get(0).path("fromName").asText()).isEqualTo(ana.username());
        assertThat(firm.one(
                        "select count(*) from audit_log where actor_id = ? and action = 'CONVERSATION_EXPORTED' and subject_id = ?",
                        compliance.id(),
                        group))
                .isEqualTo("1");
    }

    @Test
    void of_a_person_it_is_what_the_person_could_see() {
        ChatApp app = ChatApp.of(ana);
        app.say(group, "都看得到");
        ana.request()
                .delete("/api/v1/conversations/" + group + "/members/" + bo.id())
                .then()
                .statusCode(204);
        app.say(group, "离开之后");
        UUID direct = Talk.direct(ana, bo);
        app.say(direct, "单独说");
        assertThat(export("userId=" + bo.id()).asString())
                .contains("都看得到", "单独说")
                .doesNotContain("离开之后");
        assertThat(lines(export("userId=" + ana.id()))).hasSize(3);
    }

    @Test
    void of_who_left_and_came_back_it_is_both_times_and_nothing_between() {
        ChatApp app = ChatApp.of(ana);
        app.say(group, "第一次在时");
        leave(bo);
        app.say(group, "第一次不在时");
        enter(bo, false);
        app.say(group, "第二次在时");
        leave(bo);
        app.say(group, "第二次不在时");
        enter(bo, false);
        app.say(group, "第三次在时");
        String seen = export("userId=" + bo.id()).asString();
        assertThat(seen).contains("第一次在时", "第二次在时", "第三次在时").doesNotContain("不在时");
        assertThat(lines(export("userId=" + bo.id())))
                .extracting(line -> line.path("seq").asInt())
                .containsExactly(1, 3, 5);
        bo.request().get(Talk.path(group)).then().body("items.seq", contains(5));
        leave(bo);
        enter(bo, true);
        assertThat(lines(export("userId=" + bo.id())))
                .extracting(line -> line.path("seq").asInt())
                .containsExactly(1, 2, 3, 4, 5);
        assertThat(firm.one(
                        "select count(*) from member_spans where conversation_id = ? and user_id = ?", group, bo.id()))
                .isEqualTo("3");
    }

    @Test
    void compliance_reads_the_files_an_export_names_and_is_written_down() {
        ChatApp app = ChatApp.of(ana);
        String sent = Night.upload(ana);
        String recalled = Night.upload(ana);
        String unsent = Night.upload(ana);
        Night.send(app, group, sent);
        String message = app.post(group, UUID.randomUUID(), "file", "{\"fileId\":\"%s\"}".formatted(recalled))
                .path("mid")
                .asText();
        Talk.recall(ana, group, message).statusCode(200);
        assertThat(lines(export("conversationId=" + group)))
                .extracting(line -> line.path("fileId").asText())
                .contains(sent, recalled);
        file(compliance, sent).then().statusCode(200).contentType("image/jpeg");
        file(compliance, recalled).then().statusCode(200);
        file(compliance, unsent).then().statusCode(404);
        file(ana, sent).then().statusCode(403);
        assertThat(Night.download(compliance, sent)).isEqualTo(404);
        assertThat(firm.one(
                        "select count(*) from audit_log where actor_id = ? and action = 'EXPORTED_FILE_READ' and subject_kind = 'FILE'",
                        compliance.id()))
                .isEqualTo("2");
    }

    @Test
    void many_messages_come_in_order_and_between_two_instants() {
        firm.execute(
                """
                with taken as (update conversations set last_seq = 2500 where id = ? returning id)
                insert into messages (conversation_id, seq, id, sender_id, cid, kind, body, at)
                select id, n, uuidv7(), ?, uuidv7(), 'text', jsonb_build_object('text', '第' || n),
                       timestamptz '2026-01-01 00:00:00Z' + make_interval(mins => n)
                  from taken, generate_series(1, 2500) n""",
                group,
                ana.id());
        assertThat(lines(export("conversationId=" + group)))
                .hasSize(2500)
                .extracting(line -> line.path("seq").asInt())
                .isSorted();
        Instant first = Instant.parse("2026-01-01T00:10:00Z");
        assertThat(lines(export("conversationId=%s&from=%s&to=%s".formatted(group, first, first.plusSeconds(600)))))
                .extracting(line -> line.path("seq").asInt())
                .containsExactly(10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
    }

    @Test
    void it_is_for_compliance_and_of_one_thing() {
        ana.request()
                .accept("*/*")
                .get(PATH + "?conversationId=" + group)
                .then()
                .statusCode(403);
        ask("").then().statusCode(400);
        ask("conversationId=" + group + "&userId=" + ana.id()).then().statusCode(400);
        ask("conversationId=x").then().statusCode(400);
        ask("conversationId=" + group + "&from=gestern").then().statusCode(400);
        ask("conversationId=" + UUID.randomUUID()).then().statusCode(404);
        assertThat(firm.one("select count(*) from audit_log where actor_id = ?", compliance.id()))
                .isEqualTo("0");
    }

    private void leave(Person person) {
        ana.request()
                .delete("/api/v1/conversations/" + group + "/members/" + person.id())
                .then()
                .statusCode(204);
    }

    private void enter(Person person, boolean history) {
        ana.request()
                .body(Map.of("history", history))
                .put("/api/v1/conversations/" + group + "/members/" + person.id())
                .then()
                .statusCode(200);
    }

    private static Response file(Person by, String id) {
        return by.request().accept("*/*").get(PATH + "/files/" + id);
    }

    private Response ask(String query) {
        return compliance.request().accept("*/*").get(query.isEmpty() ? PATH : PATH + "?" + query);
    }

    private Response export(String query) {
        return ask(query).then().statusCode(200).extract().response();
    }

    private static List<JsonNode> lines(Response export) {
        return export.asString().lines().map(ChatExportResourceTest::parse).toList();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (com.fasterxml.jackson.core.JsonProcessingException broken) {
            throw new IllegalStateException(line, broken);
        }
    }
}
