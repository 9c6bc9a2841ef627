package io.wealthcrm.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnSharedService
class MentionSocketTest {
    private final Service service;
    private Firm firm;
    private Person ana;
    private Person bo;
    private Person cy;
    private UUID group;

    MentionSocketTest(Service service) {
        this.service = service;
    }

    @BeforeEach
    void people() {
        firm = Firm.on(service);
        ana = firm.advisor();
        bo = firm.advisor();
        cy = firm.advisor();
        group = Talk.group(ana, bo, cy);
    }

    @Test
    void a_reply_names_the_message_it_answers() {
        ChatApp from = ChatApp.of(ana);
        ChatApp to = ChatApp.of(bo);
        from.say(group, "几点开会？");
        assertThat(reply(to, 1).path("seq").asLong()).isEqualTo(2);
        assertThat(from.awaitMessage(group, 2)
                        .path("d")
                        .path("body")
                        .path("replyTo")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void what_is_not_there_or_hidden_cannot_be_answered_and_nothing_is_stored() {
        ChatApp from = ChatApp.of(ana);
        from.say(group, "before");
        Person late = firm.advisor();
        ana.request()
                .body(Map.of("history", false))
                .put("/api/v1/conversations/" + group + "/members/" + late.id())
                .then()
                .statusCode(200);
        from.say(group, "after");
        ChatApp newcomer = ChatApp.of(late);
        for (long seq : new long[] {0, 1, 3}) {
            assertThat(reply(newcomer, seq).path("code").asText()).isEqualTo("BAD");
        }
        assertThat(lastSeq(group)).isEqualTo("2");
        assertThat(reply(newcomer, 2).path("seq").asLong()).isEqualTo(3);
    }

    @Test
    void only_members_are_mentioned_and_all_only_by_who_leads() {
        Person stranger = firm.advisor();
        ChatApp owner = ChatApp.of(ana);
        ChatApp member = ChatApp.of(bo);
        assertBad(mention(owner, group, stranger.id().toString()));
        assertBad(mention(owner, group, bo.id().toString(), stranger.id().toString()));
        assertBad(mention(member, group, "@all"));
        UUID direct = Talk.direct(ana, bo);
        assertBad(mention(owner, direct, "@all"));
        assertThat(lastSeq(group)).isEqualTo("0");
        assertThat(lastSeq(direct)).isEqualTo("0");

        assertThat(mention(member, group, cy.id().toString()).path("seq").asLong())
                .isEqualTo(1);
        assertThat(mention(owner, group, "@all").path("seq").asLong()).isEqualTo(2);
        ana.request()
                .delete("/api/v1/conversations/" + group + "/members/" + cy.id())
                .then()
                .statusCode(204);
        assertBad(mention(member, group, cy.id().toString()));
    }

    @Test
    void the_mentioned_are_told_so_without_a_word_of_it_and_reading_takes_it_back() {
        ChatApp from = ChatApp.of(ana);
        mention(from, group, cy.id().toString());
        await().atMost(Duration.ofSeconds(8)).until(() -> notices(cy, "CHAT_MENTION") == 1);
        await().atMost(Duration.ofSeconds(8)).until(() -> notices(bo, "CHAT_MESSAGE") == 1);
        assertThat(notices(cy, "CHAT_MESSAGE")).isZero();
        assertThat(notices(bo, "CHAT_MENTION")).isZero();
        String inbox = cy.request()
                .get("/api/v1/notifications")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(inbox).contains("CHAT_MENTION", group.toString()).doesNotContain("看一下");

        ChatApp.of(cy).send("{\"t\":\"read\",\"conv\":\"%s\",\"seq\":1}".formatted(group));
        await().atMost(Duration.ofSeconds(5)).until(() -> notices(cy, "CHAT_MENTION") == 0);
    }

    @Test
    void all_are_told_who_are_absent_but_not_who_said_it() {
        mention(ChatApp.of(ana), group, "@all");
        await().atMost(Duration.ofSeconds(8))
                .until(() -> notices(bo, "CHAT_MENTION") == 1 && notices(cy, "CHAT_MENTION") == 1);
        assertThat(notices(ana, "CHAT_MENTION")).isZero();
    }

    private JsonNode reply(ChatApp app, long seq) {
        return app.post(group, UUID.randomUUID(), "text", "{\"text\":\"三点\",\"replyTo\":%d}".formatted(seq));
    }

    @CanIgnoreReturnValue
    private static JsonNode mention(ChatApp app, UUID conversation, String... whom) {
        String list = Arrays.stream(whom).map(one -> "\"" + one + "\"").collect(Collectors.joining(","));
        return app.post(
                conversation, UUID.randomUUID(), "text", "{\"text\":\"看一下\",\"mentions\":[%s]}".formatted(list));
    }

    private static void assertBad(JsonNode answer) {
        assertThat(answer.path("code").asText()).isEqualTo("BAD");
    }

    private String lastSeq(UUID conversation) {
        return firm.one("select last_seq from conversations where id = ?", conversation);
    }

    private int notices(Person person, String kind) {
        return Integer.parseInt(firm.one(
                "select count(*) from notifications where person_id = ? and kind = ? and read_at is null",
                person.id(),
                kind));
    }
}
