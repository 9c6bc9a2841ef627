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
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnSharedService
class ChatSignalsSocketTest {
    private final Service service;
    private Firm firm;
    private Person ana;
    private Person bo;

    ChatSignalsSocketTest(Service service) {
        this.service = service;
    }

    @BeforeEach
    void people() {
        firm = Firm.on(service);
        ana = firm.advisor();
        bo = firm.office(Role.OPERATIONS);
    }

    @Test
    void typing_is_told_once_in_three_seconds_and_never_to_oneself() {
        UUID conversation = Talk.direct(ana, bo);
        ChatApp from = ChatApp.of(ana);
        ChatApp to = ChatApp.of(bo);
        for (int i = 0; i < 5; i++) {
            from.send("{\"t\":\"typing\",\"conv\":\"" + conversation + "\"}");
        }
        to.await("typing");
        from.say(conversation, "done");
        to.awaitMessage(conversation, 1);
        assertThat(to.frames("typing")).hasSize(1);
        assertThat(from.frames("typing")).isEmpty();
    }

    @Test
    void receipts_tell_the_sender_and_never_go_back() {
        UUID conversation = Talk.direct(ana, bo);
        ChatApp from = ChatApp.of(ana);
        ChatApp to = ChatApp.of(bo);
        from.say(conversation, "one");
        from.say(conversation, "two");
        to.send("{\"t\":\"recv\",\"conv\":\"" + conversation + "\",\"seq\":2}");
        JsonNode received = from.await(frame -> frame.path("t").asText().equals("receipt"));
        assertThat(received.path("recv").asLong()).isEqualTo(2);
        assertThat(received.path("read").asLong()).isZero();
        to.send("{\"t\":\"read\",\"conv\":\"" + conversation + "\",\"seq\":99}");
        from.await(frame -> frame.path("read").asLong() == 2);
        to.send("{\"t\":\"read\",\"conv\":\"" + conversation + "\",\"seq\":1}");
        from.say(conversation, "three");
        assertThat(unreadOf(bo)).isEqualTo(1);
        assertThat(firm.one(
                        "select read_seq from members where conversation_id = ? and user_id = ?",
                        conversation,
                        bo.id()))
                .isEqualTo("2");
    }

    @Test
    void presence_is_told_to_the_other_of_a_direct_conversation() {
        Talk.direct(ana, bo);
        ChatApp from = ChatApp.of(ana);
        ChatApp to = ChatApp.of(bo);
        from.await(frame -> frame.path("t").asText().equals("presence")
                && frame.path("online").asBoolean());
        to.await(frame -> frame.path("user").asText().equals(ana.id().toString()));
        to.close();
        from.await(frame -> frame.path("t").asText().equals("presence")
                && !frame.path("online").asBoolean());
    }

    @Test
    void the_absent_are_notified_once_and_reading_takes_it_back() {
        UUID conversation = Talk.direct(ana, bo);
        ChatApp from = ChatApp.of(ana);
        from.say(conversation, "one");
        await().atMost(Duration.ofSeconds(8)).until(() -> unreadNotices(bo) == 1);
        ChatApp back = ChatApp.of(bo);
        back.send("{\"t\":\"read\",\"conv\":\"" + conversation + "\",\"seq\":1}");
        await().atMost(Duration.ofSeconds(5)).until(() -> unreadNotices(bo) == 0);
        assertThat(firm.one("select count(*) from notifications where kind like 'CHAT%' and person_id = ?", ana.id()))
                .isEqualTo("0");
    }

    private int unreadNotices(Person person) {
        return Integer.parseInt(firm.one(
                "select count(*) from notifications where kind = 'CHAT_MESSAGE' and read_at is null and person_id = ?",
                person.id()));
    }

    private static int unreadOf(Person person) {
        return person.request()
                .get("/api/v1/conversations")
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].unread");
    }
}
