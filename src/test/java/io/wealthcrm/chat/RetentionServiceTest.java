package io.wealthcrm.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Photo;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is kept no longer; on a service of its own, since the rules are the firm's. Groups are kept for twelve months here. */
class RetentionServiceTest {
    private static Night night;
    private static Firm firm;
    private static Person ana;
    private static Person bo;

    @BeforeAll
    static void start() {
        night = Night.falls();
        firm = night.firm();
        ana = firm.advisor();
        bo = firm.advisor();
        night.keep(RecordKind.GROUP, 12).statusCode(200).body("version", equalTo(1));
        night.keep(RecordKind.DIRECT, 12).statusCode(200);
    }

    @AfterAll
    static void stop() {
        night.close();
    }

    @Test
    void what_is_older_than_its_rule_goes_with_all_that_belongs_to_it() {
        UUID group = Talk.group(ana, bo);
        ChatApp app = ChatApp.of(ana);
        Talk.say(app, group, "很久以前说的话");
        String reworded = Talk.say(app, group, "改过两次的话");
        Talk.edit(ana, group, reworded, "改过一次").statusCode(200);
        String file = Night.upload(ana);
        String sha256 = firm.one("select sha256 from files where id = ?", UUID.fromString(file));
        Night.send(app, group, file);
        app.post(group, UUID.randomUUID(), "text", "{\"text\":\"回答\",\"replyTo\":1}");
        Talk.edit(ana, group, reworded, "改过两次").statusCode(200);
        night.age(group, 4, "13 months");

        night.passes();

        ana.request()
                .get(Talk.path(group) + "?after=0")
                .then()
                .body("items.seq", contains(5, 6))
                .body("items[0].replyGone", equalTo(true))
                .body("items[1].body.event", equalTo("MESSAGE_EDITED"))
                .body("items[1].body.text", nullValue())
                .body("nextCursor", nullValue());
        bo.request()
                .get("/api/v1/conversations/" + group)
                .then()
                .body("goneSeq", equalTo(4))
                .body("unread", equalTo(1));
        bo.request()
                .get("/api/v1/conversations")
                .then()
                .body("items.find { it.id == '%s' }.lastMessage.seq".formatted(group), equalTo(5))
                .body("items.find { it.id == '%s' }.goneSeq".formatted(group), equalTo(4));
        bo.request().get("/api/v1/conversations/search?q=很久以前").then().body("items", empty());
        Talk.edits(ana, group, reworded).statusCode(404);
        Talk.recall(ana, group, reworded).statusCode(404);
        assertThat(Night.download(ana, file)).isEqualTo(404);
        assertThat(firm.one("select count(*) from message_editions where conversation_id = ?", group))
                .isEqualTo("0");
        assertThat(night.stores(sha256)).isTrue();
        pastTheGrace();
        await().atMost(Duration.ofSeconds(20)).until(() -> !night.stores(sha256));
    }

    @Test
    void a_device_that_was_away_is_told_what_is_gone_and_goes_on_after_it() {
        UUID group = Talk.group(ana, bo);
        ChatApp app = ChatApp.of(ana);
        for (int i = 1; i <= 6; i++) {
            Talk.say(app, group, "第" + i + "句");
        }
        night.age(group, 4, "13 months");
        night.passes();

        ChatApp anew = ChatApp.of(bo, "anew", "[]");
        assertThat(anew.seqs(group)).containsExactly(5L, 6L);
        ChatApp behind = ChatApp.of(bo, "behind", "[[\"%s\",2]]".formatted(group));
        assertThat(behind.seqs(group)).containsExactly(5L, 6L);
        assertThat(behind.frames("gone")).anySatisfy(frame -> {
            assertThat(frame.path("conv").asText()).isEqualTo(group.toString());
            assertThat(frame.path("to").asLong()).isEqualTo(4);
        });
        ChatApp there = ChatApp.of(bo, "there", "[[\"%s\",5]]".formatted(group));
        assertThat(there.seqs(group)).containsExactly(6L);
        assertThat(there.frames("gone"))
                .noneSatisfy(frame -> assertThat(frame.path("conv").asText()).isEqualTo(group.toString()));

        assertThat(app.post(group, UUID.randomUUID(), "text", "{\"text\":\"回答\",\"replyTo\":4}")
                        .path("code")
                        .asText())
                .isEqualTo("BAD");
        assertThat(app.post(group, UUID.randomUUID(), "text", "{\"text\":\"回答\",\"replyTo\":5}")
                        .path("seq")
                        .asLong())
                .isEqualTo(7);
        behind.awaitMessage(group, 7);
        night.age(group, 7, "13 months");
        night.passes();
        bo.request()
                .get("/api/v1/conversations")
                .then()
                .body("items.find { it.id == '%s' }.lastMessage".formatted(group), nullValue())
                .body("items.find { it.id == '%s' }.unread".formatted(group), equalTo(0));
        assertThat(app.say(group, "接着说").path("seq").asLong()).isEqualTo(8);
        behind.awaitMessage(group, 8);
    }

    @Test
    void a_file_that_is_still_shown_stays_and_so_do_bytes_another_file_has() {
        UUID old = Talk.group(ana, bo);
        UUID young = Talk.group(ana, bo);
        ChatApp app = ChatApp.of(ana);
        byte[] photo = Photo.jpeg();
        String shown = Night.upload(ana);
        String alone = Night.upload(ana, photo);
        String twin = Night.upload(bo, photo);
        Night.send(app, old, shown);
        Night.send(app, young, shown);
        Night.send(app, old, alone);
        String sha256 = firm.one("select sha256 from files where id = ?", UUID.fromString(alone));
        assertThat(firm.one("select sha256 from files where id = ?", UUID.fromString(twin)))
                .isEqualTo(sha256);
        night.age(old, 2, "13 months");
        night.passes();

        assertThat(Night.download(ana, shown)).isEqualTo(200);
        assertThat(Night.download(ana, alone)).isEqualTo(404);
        pastTheGrace();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> firm.one("select count(*) from released_contents where sha256 = ?", sha256), "0"::equals);
        assertThat(Night.download(bo, twin)).isEqualTo(200);
    }

    @Test
    void bytes_removed_a_moment_ago_are_stored_anew_by_who_sends_them_again() {
        UUID group = Talk.group(ana, bo);
        byte[] photo = Photo.jpeg();
        Night.send(ChatApp.of(ana), group, Night.upload(ana, photo));
        night.age(group, 1, "13 months");
        night.passes();
        pastTheGrace();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> firm.one("select count(*) from released_contents where removed_at is null"), "0"::equals);
        String again = Night.upload(ana, photo);
        assertThat(Night.download(ana, again)).isEqualTo(200);
        assertThat(firm.one(
                        "select count(*) from released_contents r join files f on f.sha256 = r.sha256 where f.id = ?",
                        UUID.fromString(again)))
                .isEqualTo("0");
    }

    @Test
    void while_a_hold_stands_nothing_goes() {
        Person cai = firm.advisor();
        UUID held = Talk.group(ana, bo);
        UUID once = Talk.group(ana, cai);
        UUID free = Talk.group(ana, bo);
        ChatApp app = ChatApp.of(ana);
        for (UUID group : new UUID[] {held, once, free}) {
            Talk.say(app, group, "旧话");
            night.age(group, 1, "13 months");
        }
        ana.request()
                .delete("/api/v1/conversations/" + once + "/members/" + cai.id())
                .then()
                .statusCode(204);
        String onGroup = night.hold("conversationId", held);
        String onPerson = night.hold("userId", cai.id());
        night.passes();
        assertThat(night.messages(held)).isEqualTo(1);
        assertThat(night.messages(once)).isEqualTo(1);
        assertThat(night.messages(free)).isZero();

        night.compliance().request().get(Night.HOLDS + "?standing=true").then().body("items.id", hasItem(onGroup));
        night.lift(onGroup).statusCode(200).body("liftReason", equalTo("调查结束"));
        night.lift(onGroup).statusCode(409).body("code", equalTo("HOLD_LIFTED"));
        night.passes();
        assertThat(night.messages(held)).isZero();
        assertThat(night.messages(once)).isEqualTo(1);
        night.lift(onPerson).statusCode(200);
        night.compliance()
                .request()
                .get(Night.HOLDS + "?standing=true")
                .then()
                .body("items.id", not(hasItem(onPerson)));
        assertThat(firm.one(
                        """
                        select string_agg(action, ',' order by id) from audit_log
                         where actor_id = ? and subject_id = ?""",
                        night.compliance().id(),
                        cai.id()))
                .isEqualTo("CHAT_HOLD_PLACED,CHAT_HOLD_LIFTED");
    }

    @Test
    void what_was_said_with_customers_is_kept_for_twenty_years() {
        Person customer = People.customerOf(firm, ana, "留痕客户");
        UUID direct = Talk.direct(ana, customer);
        UUID group = Talk.group(ana, bo, customer);
        ChatApp app = ChatApp.of(ana);
        for (UUID conversation : new UUID[] {direct, group}) {
            Talk.say(app, conversation, "说给客户");
            Talk.say(app, conversation, "再说一句");
            night.age(conversation, 2, "239 months");
        }
        ana.request()
                .delete("/api/v1/conversations/" + group + "/members/" + customer.id())
                .then()
                .statusCode(204);
        // Whatever becomes of the account: it was the customer's.
        firm.execute(
                "update users set roles = '{MARKETING}', unit_id = ?, username = 'was-a-customer' where id = ?",
                firm.teamA,
                customer.id());
        night.passes();
        assertThat(night.messages(direct)).isEqualTo(2);
        assertThat(night.messages(group)).isEqualTo(2);
        night.age(direct, 1, "2 months");
        night.age(group, 1, "2 months");
        night.passes();
        assertThat(night.messages(direct)).isEqualTo(1);
        assertThat(night.messages(group)).isEqualTo(1);
    }

    @Test
    void no_rule_goes_below_the_law() {
        night.keep(RecordKind.ORDER, 239).statusCode(400).body("errors[0].code", equalTo("BELOW_LAW"));
        night.keep(RecordKind.CHANNEL, 0).statusCode(400);
        assertThatThrownBy(() ->
                        firm.execute("update chat_retention_rules set keep_months = 239 where kind = 'CONSULTATION'"))
                .hasMessageContaining("chat_retention_rules_least");
        assertThat(firm.one("select keep_months from chat_retention_rules where kind = 'ORDER'"))
                .isEqualTo("240");
        night.keep(RecordKind.ORDER, 300).statusCode(200).body("leastMonths", equalTo(240));
        night.keep(RecordKind.ORDER, null).statusCode(200).body("keepMonths", nullValue());
        night.keep(RecordKind.ORDER, 240).statusCode(200);
        night.compliance()
                .request()
                .get(Night.RULES)
                .then()
                .body(
                        "items.kind",
                        contains(
                                "CUSTOMER_DIRECT",
                                "CUSTOMER_GROUP",
                                "CUSTOMER_CHANNEL",
                                "ORDER",
                                "CONSULTATION",
                                "DIRECT",
                                "GROUP",
                                "CHANNEL"));
    }

    @Test
    void an_edition_never_goes_before_its_message() {
        UUID group = Talk.group(ana, bo);
        String message = Talk.say(ChatApp.of(ana), group, "原话");
        Talk.edit(ana, group, message, "改后").statusCode(200);
        assertThatThrownBy(() -> firm.execute("delete from message_editions where conversation_id = ?", group))
                .hasMessageContaining("with their message only");
        assertThatThrownBy(() -> firm.execute("delete from messages where conversation_id = ? and seq = 2", group))
                .hasMessageContaining("with their message only");
    }

    /** 60,000 old messages under two nodes, one of which is killed, while people talk on in one of the conversations. */
    @Test
    void two_nodes_and_a_kill_delete_each_message_once_and_hold_nobody_up() {
        UUID busy = Talk.group(ana, bo);
        firm.execute(
                """
                with groups as (
                    insert into conversations (id, kind, title, created_by, last_seq)
                    select uuidv7(), 'GROUP', '旧群', ?, 2000 from generate_series(1, 30) returning id)
                insert into messages (conversation_id, seq, id, sender_id, cid, kind, body, at)
                select id, n, uuidv7(), ?, uuidv7(), 'text', jsonb_build_object('text', '第' || n || '句旧话'),
                       now() - interval '13 months' + make_interval(secs => n) from groups, generate_series(1, 2000) n""",
                ana.id(),
                ana.id());
        Service twin = night.service().twin("retention-2").start();
        ChatApp app = ChatApp.of(ana);
        night.begins();
        await().atMost(Duration.ofSeconds(20)).until(() -> left() < 55_000);
        twin.kill9();
        int said = 0;
        while (left() > 0) {
            app.say(busy, "说下去");
            said++;
        }
        night.awaitEnd();
        System.out.printf("Retention: %d messages acknowledged beside it%n", said);
        assertThat(said).isGreaterThan(5);
        String ended =
                """
                select count(*) from messages_gone g join conversations c on c.id = g.conversation_id
                 where c.title = '旧群' and g.upto_seq = 2000""";
        assertThat(firm.one(ended)).isEqualTo("30");
    }

    private static int left() {
        return Integer.parseInt(
                firm.one(
                        "select count(*) from messages x join conversations c on c.id = x.conversation_id where c.title = '旧群'"));
    }

    /** As if the files had been released a while ago. */
    private static void pastTheGrace() {
        firm.execute(
                "update released_contents set released_at = released_at - interval '1 hour' where removed_at is null");
    }
}
