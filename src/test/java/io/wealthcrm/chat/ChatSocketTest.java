package io.wealthcrm.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnSharedService
class ChatSocketTest {
    private final Service service;
    private Firm firm;
    private Person ana;
    private Person bo;

    ChatSocketTest(Service service) {
        this.service = service;
    }

    @BeforeEach
    void people() {
        firm = Firm.on(service);
        ana = firm.advisor();
        bo = firm.office(Role.OPERATIONS);
    }

    @Test
    void a_message_is_acknowledged_and_reaches_the_other_in_order() {
        UUID conversation = Talk.direct(ana, bo);
        ChatApp from = ChatApp.of(ana);
        ChatApp to = ChatApp.of(bo);

        JsonNode ok = from.say(conversation, "您好");
        assertThat(ok.path("t").asText()).isEqualTo("ok");
        assertThat(ok.path("seq").asLong()).isEqualTo(1);
        assertThat(ok.path("dup").asBoolean()).isFalse();

        JsonNode message = to.awaitMessage(conversation, 1);
        assertThat(message.path("d").path("body").path("text").asText()).isEqualTo("您好");
        assertThat(message.path("d").path("from").asText()).isEqualTo(ana.id().toString());
        assertThat(message.path("d").path("id")).isEqualTo(ok.path("mid"));
    }

    @Test
    void pipelined_messages_keep_the_order_they_were_sent_in() {
        UUID conversation = Talk.direct(ana, bo);
        ChatApp from = ChatApp.of(ana);
        ChatApp to = ChatApp.of(bo);
        for (int i = 1; i <= 50; i++) {
            from.sendText("r" + i, UUID.randomUUID(), conversation, "m" + i);
        }
        to.awaitMessage(conversation, 50);
        assertThat(to.seqs(conversation)).isEqualTo(upTo(50));
        assertThat(to.frames("msg").stream()
                        .map(frame -> frame.path("d").path("body").path("text").asText()))
                .isEqualTo(LongStream.rangeClosed(1, 50).mapToObj(i -> "m" + i).toList());
    }

    @Test
    void the_same_cid_is_one_message_for_ever_and_another_body_is_refused() {
        UUID conversation = Talk.direct(ana, bo);
        ChatApp app = ChatApp.of(ana);
        UUID cid = UUID.randomUUID();
        app.sendText("first", cid, conversation, "one");
        app.sendText("again", cid, conversation, "one");
        app.sendText("other", cid, conversation, "two");
        JsonNode first = app.await(frame -> frame.path("id").asText().equals("first"));
        JsonNode again = app.await(frame -> frame.path("id").asText().equals("again"));
        assertThat(again.path("dup").asBoolean()).isTrue();
        assertThat(again.path("mid")).isEqualTo(first.path("mid"));
        assertThat(again.path("seq")).isEqualTo(first.path("seq"));
        JsonNode other = app.await(frame -> frame.path("id").asText().equals("other"));
        assertThat(other.path("code").asText()).isEqualTo("CID_REUSED");
    }

    @Test
    void the_same_cid_from_twenty_sockets_at_once_is_one_message() {
        UUID conversation = Talk.direct(ana, bo);
        List<ChatApp> apps = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            apps.add(ChatApp.of(ana, "phone-" + i, "[]"));
        }
        UUID cid = UUID.randomUUID();
        apps.parallelStream().forEach(app -> app.sendText("r", cid, conversation, "once"));
        List<JsonNode> answers = apps.stream().map(app -> app.await("ok")).toList();
        assertThat(answers).extracting(answer -> answer.path("seq").asLong()).containsOnly(1L);
        assertThat(answers)
                .filteredOn(answer -> !answer.path("dup").asBoolean())
                .hasSize(1);
        assertThat(firm.one("select count(*) from messages where conversation_id = ?", conversation))
                .isEqualTo("1");
        assertThat(firm.one("select last_seq from conversations where id = ?", conversation))
                .isEqualTo("1");
    }

    @Test
    void what_was_missed_is_replayed_after_what_the_device_has() {
        UUID conversation = Talk.direct(ana, bo);
        ChatApp from = ChatApp.of(ana);
        for (int i = 1; i <= 5; i++) {
            from.say(conversation, "m" + i);
        }
        ChatApp back = ChatApp.of(bo, "phone", "[[\"" + conversation + "\",2]]");
        assertThat(back.seqs(conversation)).containsExactly(3L, 4L, 5L);
        assertThat(ChatApp.of(bo, "tablet", "[]").seqs(conversation)).isEqualTo(upTo(5));
    }

    @Test
    void what_have_leaves_out_goes_on_after_what_the_device_has_received() {
        UUID conversation = Talk.direct(ana, bo);
        ChatApp from = ChatApp.of(ana);
        for (int i = 1; i <= 5; i++) {
            from.say(conversation, "m" + i);
        }
        ChatApp phone = ChatApp.of(bo, "phone", "[]");
        assertThat(phone.seqs(conversation)).isEqualTo(upTo(5));
        phone.send("{\"t\":\"recv\",\"conv\":\"" + conversation + "\",\"seq\":3}");
        from.await(frame ->
                frame.path("t").asText().equals("receipt") && frame.path("recv").asLong() == 3);
        phone.close();

        assertThat(ChatApp.of(bo, "phone", "[]").seqs(conversation)).containsExactly(4L, 5L);
        assertThat(ChatApp.of(bo, "tablet", "[]").seqs(conversation)).isEqualTo(upTo(5));
        String all = "[[\"" + conversation + "\",0]]";
        assertThat(ChatApp.of(bo, "phone", all).seqs(conversation)).isEqualTo(upTo(5));
    }

    @Test
    void more_than_three_hundred_missed_are_a_gap_for_rest() {
        UUID conversation = Talk.direct(ana, bo);
        fill(conversation, 400);
        ChatApp app = ChatApp.of(bo, "phone", "[[\"" + conversation + "\",57]]");
        JsonNode gap = app.await("gap");
        assertThat(gap.path("from").asLong()).isEqualTo(58);
        assertThat(gap.path("to").asLong()).isEqualTo(400);
        assertThat(app.seqs(conversation)).isEmpty();

        List<Integer> page = bo.request()
                .get("/api/v1/conversations/" + conversation + "/messages?after=57&limit=100")
                .then()
                .statusCode(200)
                .extract()
                .path("items.seq");
        assertThat(page).first().isEqualTo(58);
        assertThat(page).hasSize(100);

        ChatApp.of(ana).say(conversation, "live");
        app.awaitMessage(conversation, 401);
    }

    @Test
    void who_is_removed_sees_nothing_more() {
        Person cy = firm.advisor();
        UUID group = Talk.group(ana, bo, cy);
        ChatApp from = ChatApp.of(ana);
        ChatApp removed = ChatApp.of(cy);
        from.say(group, "seen");
        removed.awaitMessage(group, 1);
        ana.request()
                .delete("/api/v1/conversations/" + group + "/members/" + cy.id())
                .then()
                .statusCode(204);
        removed.await(frame -> frame.path("event").asText().equals("left"));
        from.say(group, "unseen");
        ChatApp stayed = ChatApp.of(bo);
        stayed.awaitMessage(group, 2);
        assertThat(removed.seqs(group)).containsExactly(1L);
        assertThat(removed.say(group, "no").path("code").asText()).isEqualTo("FORBIDDEN");
        cy.request().get("/api/v1/conversations/" + group + "/messages").then().statusCode(404);
    }

    @Test
    void who_comes_back_is_not_sent_again_what_was_received() {
        Person cy = firm.advisor();
        UUID group = Talk.group(ana, bo, cy);
        String member = "/api/v1/conversations/" + group + "/members/" + cy.id();
        ChatApp from = ChatApp.of(ana);
        ChatApp back = ChatApp.of(cy);
        from.say(group, "one");
        from.say(group, "two");
        back.awaitMessage(group, 2);
        back.send("{\"t\":\"recv\",\"conv\":\"%s\",\"seq\":2}".formatted(group));
        await().until(() -> firm.one(
                        "select coalesce(max(received_seq), 0) from device_cursors where conversation_id = ? and user_id = ?",
                        group,
                        cy.id())
                .equals("2"));
        ana.request().delete(member).then().statusCode(204);
        back.await(frame -> frame.path("event").asText().equals("left"));

        ana.request().body(Map.of("history", true)).put(member).then().statusCode(200);
        from.say(group, "three");
        back.awaitMessage(group, 3);
        assertThat(back.seqs(group)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void a_new_member_is_seated_at_once() {
        Person cy = firm.advisor();
        UUID group = Talk.group(ana, bo);
        ChatApp from = ChatApp.of(ana);
        from.say(group, "before");
        ChatApp late = ChatApp.of(cy);
        ana.request()
                .body(Map.of("history", false))
                .put("/api/v1/conversations/" + group + "/members/" + cy.id())
                .then()
                .statusCode(200);
        from.await(frame -> frame.path("event").asText().equals("joined"));
        from.say(group, "after");
        late.awaitMessage(group, 2);
        assertThat(late.seqs(group)).containsExactly(2L);
    }

    private void fill(UUID conversation, int messages) {
        firm.execute(
                """
                insert into messages (conversation_id, seq, id, sender_id, cid, kind, body)
                select ?, n, gen_random_uuid(), ?, gen_random_uuid(), 'text', jsonb_build_object('text', 'm' || n)
                  from generate_series(1, ?) n""",
                conversation,
                ana.id(),
                messages);
        firm.execute("update conversations set last_seq = ? where id = ?", messages, conversation);
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
