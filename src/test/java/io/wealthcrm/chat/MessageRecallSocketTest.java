package io.wealthcrm.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Photo;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnSharedService
class MessageRecallSocketTest {
    private static final String SECRET = "说错了的话";

    private final Service service;
    private Firm firm;
    private Person ana;
    private Person bo;
    private Person cy;

    MessageRecallSocketTest(Service service) {
        this.service = service;
    }

    @BeforeEach
    void people() {
        firm = Firm.on(service);
        ana = firm.advisor();
        bo = firm.advisor();
        cy = firm.advisor();
    }

    @Test
    void a_recall_comes_in_its_place_and_nothing_shows_the_body_any_more() {
        UUID conversation = Talk.direct(ana, bo);
        ChatApp from = ChatApp.of(ana);
        ChatApp to = ChatApp.of(bo);
        String message = Talk.say(from, conversation, SECRET);
        Talk.recall(ana, conversation, message)
                .statusCode(200)
                .body("body.size()", equalTo(0))
                .body("recalledAt", notNullValue());
        from.say(conversation, "after");

        JsonNode told = to.awaitMessage(conversation, 2).path("d");
        assertThat(told.path("kind").asText()).isEqualTo("system");
        assertThat(told.path("body").path("event").asText()).isEqualTo("MESSAGE_RECALLED");
        assertThat(told.path("body").path("messageId").asText()).isEqualTo(message);
        assertThat(told.path("body").path("seq").asLong()).isEqualTo(1);
        assertThat(told.path("body").path("by").asText()).isEqualTo(ana.id().toString());
        to.awaitMessage(conversation, 3);
        assertThat(to.seqs(conversation)).containsExactly(1L, 2L, 3L);

        for (Person person : new Person[] {ana, bo}) {
            ChatApp back = ChatApp.of(person, "tablet", "[]");
            assertThat(back.seqs(conversation)).containsExactly(1L, 2L, 3L);
            JsonNode replayed = back.awaitMessage(conversation, 1).path("d");
            assertThat(replayed.path("body").isEmpty()).isTrue();
            assertThat(replayed.path("recalledAt").asText()).isNotEmpty();
            assertThat(back.frames("msg").toString()).doesNotContain(SECRET);
            assertThat(Talk.everything(person, conversation)).doesNotContain(SECRET);
            Talk.edits(person, conversation, message).statusCode(200).body("items", hasSize(0));
        }
        assertThat(firm.one("select body ->> 'text' from message_editions where conversation_id = ?", conversation))
                .isEqualTo(SECRET);
        assertThatThrownBy(() -> firm.execute("delete from message_editions where conversation_id = ?", conversation));
    }

    @Test
    void a_recall_again_is_the_first_and_the_cid_stays_taken() {
        UUID conversation = Talk.direct(ana, bo);
        ChatApp app = ChatApp.of(ana);
        UUID cid = UUID.randomUUID();
        String message = app.post(conversation, cid, "text", "{\"text\":\"one\"}")
                .path("mid")
                .asText();
        Talk.recall(ana, conversation, message).statusCode(200);
        Talk.recall(ana, conversation, message).statusCode(200);
        Talk.age(firm, conversation, "1 hour");
        Talk.recall(ana, conversation, message).statusCode(200);
        assertThat(lastSeq(conversation)).isEqualTo("2");

        JsonNode again = app.post(conversation, cid, "text", "{\"text\":\"one\"}");
        assertThat(again.path("dup").asBoolean()).isTrue();
        assertThat(again.path("mid").asText()).isEqualTo(message);
        JsonNode other = app.post(conversation, cid, "text", "{\"text\":\"two\"}");
        assertThat(other.path("code").asText()).isEqualTo("CID_REUSED");
        assertThat(lastSeq(conversation)).isEqualTo("2");
    }

    @Test
    void late_it_is_refused_and_the_message_stays() {
        UUID conversation = Talk.direct(ana, bo);
        String message = Talk.say(ChatApp.of(ana), conversation, "kept");
        Talk.age(firm, conversation, "121 seconds");
        Talk.recall(ana, conversation, message)
                .statusCode(409)
                .body("code", equalTo("RECALL_TOO_LATE"))
                .body("until", notNullValue());
        assertThat(lastSeq(conversation)).isEqualTo("1");
        assertThat(Talk.everything(bo, conversation)).contains("kept");
    }

    @Test
    void only_the_sender_takes_back_and_what_the_service_says_nobody() {
        UUID conversation = Talk.direct(ana, bo);
        ChatApp app = ChatApp.of(ana);
        String message = Talk.say(app, conversation, "kept");
        Talk.recall(bo, conversation, message).statusCode(403);
        Talk.recall(cy, conversation, message).statusCode(404);
        Talk.recall(ana, Talk.direct(ana, cy), message).statusCode(404);
        assertThat(lastSeq(conversation)).isEqualTo("1");

        Talk.recall(ana, conversation, message).statusCode(200);
        String event = app.awaitMessage(conversation, 2).path("d").path("id").asText();
        Talk.recall(ana, conversation, event).statusCode(403);
        assertThat(lastSeq(conversation)).isEqualTo("2");
    }

    @Test
    void who_leads_a_group_takes_back_at_any_time_but_nothing_of_somebody_higher() {
        UUID group = Talk.group(ana, bo, cy);
        ana.request()
                .body(Map.of("role", "ADMIN"))
                .put("/api/v1/conversations/" + group + "/members/" + bo.id())
                .then()
                .statusCode(200);
        String owners = Talk.say(ChatApp.of(ana), group, "owner");
        String admins = Talk.say(ChatApp.of(bo), group, "admin");
        String members = Talk.say(ChatApp.of(cy), group, "member");
        Talk.age(firm, group, "30 days");
        Talk.recall(cy, group, members).statusCode(409);
        Talk.recall(cy, group, admins).statusCode(403);
        Talk.recall(bo, group, owners).statusCode(403);
        assertThat(lastSeq(group)).isEqualTo("3");
        Talk.recall(bo, group, members).statusCode(200);
        Talk.recall(ana, group, admins).statusCode(200);
        Talk.recall(ana, group, owners).statusCode(200);
        assertThat(lastSeq(group)).isEqualTo("6");
    }

    @Test
    void the_file_of_a_recalled_message_is_for_nobody_there() throws Exception {
        UUID conversation = Talk.direct(ana, bo);
        String file = ana.request()
                .contentType("multipart/form-data")
                .multiPart("file", "photo.jpg", Photo.jpeg(), "image/jpeg")
                .post("/api/v1/files")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String message = ChatApp.of(ana)
                .post(conversation, UUID.randomUUID(), "file", "{\"fileId\":\"%s\"}".formatted(file))
                .path("mid")
                .asText();
        assertThat(download(bo, file)).isEqualTo(200);
        Talk.recall(ana, conversation, message).statusCode(200);
        assertThat(download(bo, file)).isEqualTo(404);
        assertThat(download(ana, file)).isEqualTo(404);
        assertThat(Talk.everything(bo, conversation)).doesNotContain(file);
    }

    @Test
    void what_was_taken_back_is_unread_for_nobody_and_nobody_is_told_of_it() {
        UUID conversation = Talk.direct(ana, bo);
        ChatApp app = ChatApp.of(ana);
        Talk.recall(ana, conversation, Talk.say(app, conversation, SECRET)).statusCode(200);
        unread(bo, 0);
        app.say(conversation, "this");
        unread(bo, 1);
        await().atMost(Duration.ofSeconds(8))
                .untilAsserted(() -> assertThat(notices()).isEqualTo("3"));
    }

    /** The seqs bo was told of. */
    private String notices() {
        return firm.one(
                "select coalesce(string_agg(occasion, ',' order by occasion), '') from notifications where person_id = ? and kind like 'CHAT%'",
                bo.id());
    }

    private static void unread(Person person, int expected) {
        person.request().get("/api/v1/conversations").then().body("items[0].unread", equalTo(expected));
    }

    private static int download(Person person, String file) {
        return person.request().accept("*/*").get("/api/v1/files/" + file).statusCode();
    }

    private String lastSeq(UUID conversation) {
        return firm.one("select last_seq from conversations where id = ?", conversation);
    }
}
