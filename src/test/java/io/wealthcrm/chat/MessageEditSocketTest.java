package io.wealthcrm.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnSharedService
class MessageEditSocketTest {
    private static final String SECRET = "四点在三楼";

    private final Service service;
    private Firm firm;
    private Person ana;
    private Person bo;

    MessageEditSocketTest(Service service) {
        this.service = service;
    }

    @BeforeEach
    void people() {
        firm = Firm.on(service);
        ana = firm.advisor();
        bo = firm.advisor();
    }

    @Test
    void an_edit_comes_in_its_place_and_everything_shows_the_newest_text() {
        UUID conversation = Talk.direct(ana, bo);
        ChatApp from = ChatApp.of(ana);
        ChatApp to = ChatApp.of(bo);
        String message = from.post(
                        conversation,
                        UUID.randomUUID(),
                        "text",
                        "{\"text\":\"三点\",\"mentions\":[\"%s\"]}".formatted(bo.id()))
                .path("mid")
                .asText();
        Talk.edit(ana, conversation, message, "四点").statusCode(200).body("body.text", equalTo("四点"));
        Talk.edit(ana, conversation, message, "五点").statusCode(200).body("editedAt", notNullValue());

        JsonNode told = to.awaitMessage(conversation, 3).path("d").path("body");
        assertThat(told.path("event").asText()).isEqualTo("MESSAGE_EDITED");
        assertThat(told.path("text").asText()).isEqualTo("五点");
        assertThat(told.path("seq").asLong()).isEqualTo(1);
        assertThat(to.seqs(conversation)).containsExactly(1L, 2L, 3L);
        JsonNode replayed =
                ChatApp.of(bo, "tablet", "[]").awaitMessage(conversation, 1).path("d");
        assertThat(replayed.path("body").path("text").asText()).isEqualTo("五点");
        assertThat(replayed.path("body").path("mentions")).hasSize(1);
        assertThat(replayed.path("editedAt").asText()).isNotEmpty();
        bo.request()
                .get("/api/v1/conversations")
                .then()
                .body("items[0].lastMessage.body.text", equalTo("五点"))
                .body("items[0].unread", equalTo(1));
        Talk.edits(bo, conversation, message)
                .statusCode(200)
                .body("items.text", contains("三点", "四点", "五点"))
                .body("items.edition", contains(1, 2, 3))
                .body("items.at", hasSize(3));
    }

    @Test
    void what_may_not_be_edited_stays() {
        UUID conversation = Talk.direct(ana, bo);
        ChatApp app = ChatApp.of(ana);
        String message = Talk.say(app, conversation, "kept");
        Talk.edit(bo, conversation, message, "x").statusCode(403);
        Talk.edit(firm.advisor(), conversation, message, "x").statusCode(404);
        Talk.edit(ana, conversation, message, " ").statusCode(400);
        Talk.edit(ana, conversation, message, "x".repeat(20_001)).statusCode(400);
        Talk.edits(firm.advisor(), conversation, message).statusCode(404);
        Talk.age(firm, conversation, "16 minutes");
        Talk.edit(ana, conversation, message, "x").statusCode(409).body("code", equalTo("EDIT_TOO_LATE"));
        assertThat(Talk.everything(bo, conversation)).contains("kept");
        Talk.edits(bo, conversation, message).statusCode(200).body("items.text", contains("kept"));
        assertThat(lastSeq(conversation)).isEqualTo("1");
    }

    @Test
    void a_text_is_edited_fifty_times_and_no_more() {
        UUID conversation = Talk.direct(ana, bo);
        String message = Talk.say(ChatApp.of(ana), conversation, "0");
        for (int i = 1; i <= 50; i++) {
            Talk.edit(ana, conversation, message, "e" + i).statusCode(200);
        }
        Talk.edit(ana, conversation, message, "e51").statusCode(409).body("code", equalTo("TOO_MANY_EDITS"));
        Talk.edits(bo, conversation, message).body("items", hasSize(51));
        assertThat(lastSeq(conversation)).isEqualTo("51");
        Talk.recall(ana, conversation, message).statusCode(200);
    }

    @Test
    void a_file_is_not_edited() throws Exception {
        UUID conversation = Talk.direct(ana, bo);
        String file = ana.request()
                .contentType("multipart/form-data")
                .multiPart("file", "photo.jpg", Photo.jpeg(), "image/jpeg")
                .post("/api/v1/files")
                .path("id");
        String message = ChatApp.of(ana)
                .post(conversation, UUID.randomUUID(), "file", "{\"fileId\":\"%s\"}".formatted(file))
                .path("mid")
                .asText();
        Talk.edit(ana, conversation, message, "x").statusCode(422).body("code", equalTo("ONLY_TEXT_IS_EDITED"));
        assertThat(lastSeq(conversation)).isEqualTo("1");
    }

    @Test
    void a_recall_takes_every_wording_with_it() {
        UUID conversation = Talk.direct(ana, bo);
        String message = Talk.say(ChatApp.of(ana), conversation, "三点在三楼");
        Talk.edit(ana, conversation, message, SECRET).statusCode(200);
        Talk.recall(ana, conversation, message).statusCode(200);
        Talk.edit(ana, conversation, message, "x").statusCode(409).body("code", equalTo("MESSAGE_RECALLED"));
        ChatApp back = ChatApp.of(bo);
        assertThat(back.seqs(conversation)).containsExactly(1L, 2L, 3L);
        assertThat(back.frames("msg").toString()).doesNotContain("三楼");
        assertThat(Talk.everything(bo, conversation)).doesNotContain("三楼");
        Talk.edits(bo, conversation, message).body("items", hasSize(0));
    }

    @Test
    void who_does_not_see_the_message_learns_nothing_of_its_edit() {
        UUID group = Talk.group(ana, bo);
        ChatApp from = ChatApp.of(ana);
        String message = Talk.say(from, group, "三点在三楼");
        Person late = firm.advisor();
        ana.request()
                .body(Map.of("history", false))
                .put("/api/v1/conversations/" + group + "/members/" + late.id())
                .then()
                .statusCode(200);
        Talk.edit(ana, group, message, SECRET).statusCode(200);
        ChatApp newcomer = ChatApp.of(late);
        assertThat(newcomer.seqs(group)).containsExactly(2L);
        assertThat(newcomer.frames("msg").toString()).doesNotContain("三楼");
        assertThat(Talk.everything(late, group)).doesNotContain("三楼");
        Talk.edits(late, group, message).statusCode(404);
        assertThat(ChatApp.of(bo).awaitMessage(group, 2).toString()).contains(SECRET);
    }

    @Test
    void edits_and_messages_at_once_leave_no_holes() {
        UUID conversation = Talk.direct(ana, bo);
        ChatApp from = ChatApp.of(ana);
        ChatApp to = ChatApp.of(bo);
        String message = Talk.say(from, conversation, "0");
        IntStream.rangeClosed(1, 20).parallel().forEach(i -> {
            if (i % 2 == 0) {
                synchronized (from) {
                    from.sendText("r" + i, UUID.randomUUID(), conversation, "m" + i);
                }
            } else {
                Talk.edit(ana, conversation, message, "e" + i).statusCode(200);
            }
        });
        to.awaitMessage(conversation, 21);
        List<Long> all = LongStream.rangeClosed(1, 21).boxed().toList();
        assertThat(to.seqs(conversation)).isEqualTo(all);
        Talk.edits(bo, conversation, message).body("items", hasSize(11));
    }

    private String lastSeq(UUID conversation) {
        return firm.one("select last_seq from conversations where id = ?", conversation);
    }
}
