package io.wealthcrm.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Answer;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.FakeFcm;
import io.wealthcrm.testing.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a push says, and of how many notices it tells. */
abstract class PushContents extends PushCase {
    @Test
    void pushesATextThatTellsNothingInTheDevicesLanguage() {
        register(installation, token, "en-US");
        register(installation + "-2", token + "-zh", "zh-CN");
        UUID notification = push(NoticeKind.ORDER_MOVED, Lane.ORDER);

        await().atMost(SOON).until(() -> states(notification), List.of("DELIVERED", "DELIVERED")::equals);
        FakeFcm.Received english = FCM.received(token).get(0);
        assertThat(english.message().at("/notification/title").asText()).isEqualTo("Order update");
        assertThat(FCM.received(token + "-zh")
                        .get(0)
                        .message()
                        .at("/notification/title")
                        .asText())
                .isEqualTo("订单状态更新");
        assertThat(english.data("kind")).isEqualTo("ORDER_MOVED");
        assertThat(english.data("dedupe_key")).isEqualTo(dedupeKey(notification));
        advisor.request()
                .get("/api/v1/notifications")
                .then()
                .body("items[0].dedupeKey", equalTo(dedupeKey(notification)));
        assertThat(english.message().path("data").size()).isEqualTo(4);
        assertThat(english.message().toString()).doesNotContain("secret");
        assertThat(FCM.received(token)).hasSize(1);
    }

    @Test
    void severalOfAKindBecomeOnePushAndUrgentOnesNever() {
        register(installation, token, "en-US");
        Instant together = Instant.now().plusSeconds(2);
        List<UUID> alike = Stream.generate(() -> push(NoticeKind.FOLLOW_UP, Lane.REMINDER, together))
                .limit(3)
                .toList();
        UUID other = push(NoticeKind.MATURITY, Lane.REMINDER, together);
        List<UUID> urgent = Stream.generate(() -> push(NoticeKind.ORDER_MOVED, Lane.ORDER, together))
                .limit(2)
                .toList();

        Stream.concat(Stream.of(other), urgent.stream())
                .forEach(one -> await().atMost(SOON).until(() -> states(one), List.of("DELIVERED")::equals));
        await().atMost(SOON).until(() -> ended(alike), "DELIVERED,DIGESTED,DIGESTED"::equals);
        List<FakeFcm.Received> pushes = FCM.received(token);
        assertThat(pushes).hasSize(4);
        FakeFcm.Received digest = pushes.stream()
                .filter(push -> "FOLLOW_UP".equals(push.data("kind")))
                .findAny()
                .orElseThrow();
        assertThat(digest.data("count")).isEqualTo("3");
        assertThat(digest.message().at("/notification/body").asText())
                .isEqualTo("3 of these; open the app to see them");
        String carrier =
                one("select id from deliveries where notification_id = cast(? as uuid)", digest.data("notificationId"));
        assertThat(one(
                        "select count(*) from deliveries where digest_of = cast(? as uuid) and state = 'DROPPED'",
                        carrier))
                .isEqualTo("2");
        advisor.request().get("/api/v1/notifications?unread=true").then().body("items", hasSize(6));
        String told = one("select id from deliveries where digest_of = cast(? as uuid) limit 1", carrier);
        firm.office(Role.ADMIN)
                .once()
                .post("/api/v1/notifications/deliveries/" + told + "/replay")
                .then()
                .statusCode(409)
                .body("code", equalTo("DELIVERY_DIGESTED"));
        assertThat(one("select state from deliveries where id = cast(? as uuid)", told))
                .isEqualTo("DROPPED");
    }

    @Test
    void repeatsTogetherOnlyWhatWentTogether() {
        FCM.answer(token, Answer.unavailable(), Answer.unavailable(), Answer.ok());
        register(installation, token, "en-US");
        Instant together = Instant.now().plusSeconds(1);
        List<UUID> pair = Stream.generate(() -> push(NoticeKind.FOLLOW_UP, Lane.REMINDER, together))
                .limit(2)
                .toList();
        await().atMost(SOON).until(() -> FCM.received(token), hasSize(1));
        UUID alone = push(NoticeKind.FOLLOW_UP, Lane.REMINDER);
        await().atMost(SOON).until(() -> FCM.received(token), hasSize(2));
        String waiting =
                "select count(*) from deliveries where notification_id = any (cast(? as uuid[])) and reason = 'UNAVAILABLE'";
        String all = "{" + pair.get(0) + "," + pair.get(1) + "," + alone + "}";
        await().atMost(SOON).until(() -> one(waiting, all), "3"::equals);
        firm.execute("update deliveries set due_at = now() where notification_id = any (cast(? as uuid[]))", all);

        await().atMost(SOON).until(() -> states(alone), List.of("DELIVERED")::equals);
        await().atMost(SOON).until(() -> ended(pair), "DELIVERED,DIGESTED"::equals);
        List<FakeFcm.Received> pushes = FCM.received(token);
        assertThat(pushes).hasSize(4);
        assertThat(pushes.subList(2, 4).stream().map(push -> push.data("dedupe_key")))
                .containsExactlyInAnyOrder(pushes.get(0).data("dedupe_key"), dedupeKey(alone));
    }

    private static String ended(List<UUID> notifications) {
        return one(
                "select string_agg(coalesce(reason, state), ',' order by state) from deliveries where notification_id = any (cast(? as uuid[]))",
                notifications.toString().replace('[', '{').replace(']', '}'));
    }

    @Test
    void aMessageToTheAbsentIsPushedThreeSecondsLater() {
        register(installation, token, "zh-CN");
        // The very first push of a process also loads the Admin SDK.
        UUID first = push(NoticeKind.ORDER_MOVED, Lane.ORDER);
        await().atMost(SOON).until(() -> states(first), List.of("DELIVERED")::equals);
        Person friend = firm.advisor();
        UUID conversation = conversation(friend);
        ChatApp from = ChatApp.of(friend);
        for (int i = 1; i <= 3; i++) {
            from.say(conversation, "m" + i);
            int pushes = i + 1;
            await().atMost(SOON).until(() -> FCM.received(token).size() == pushes);
            assertThat(Duration.between(
                            written(conversation, i), FCM.received(token).get(i).at()))
                    .isBetween(Duration.ofMillis(2990), Duration.ofMillis(3900));
        }
    }

    @Test
    void aMessageReceivedWithinThreeSecondsIsNotPushed() {
        register(installation, token, "zh-CN");
        Person friend = firm.advisor();
        UUID conversation = conversation(friend);
        ChatApp phone = ChatApp.of(advisor);
        ChatApp from = ChatApp.of(friend);
        from.say(conversation, "seen");
        phone.awaitMessage(conversation, 1);
        phone.send("{\"t\":\"recv\",\"conv\":\"" + conversation + "\",\"seq\":1}");
        from.await("receipt");
        from.say(conversation, "not seen");

        await().atMost(SOON).until(() -> FCM.received(token), not(empty()));
        assertThat(FCM.received(token)).hasSize(1);
        assertThat(one("select string_agg(occasion, ',') from notifications where entity_id = ?", conversation))
                .isEqualTo("2");
    }

    private static Instant written(UUID conversation, int seq) {
        String sql =
                "select cast(extract(epoch from at) * 1000 as bigint) from messages where conversation_id = ? and seq = ?";
        return Instant.ofEpochMilli(Long.parseLong(one(sql, conversation, seq)));
    }

    private UUID conversation(Person friend) {
        return UUID.fromString(friend.once()
                .body(Map.of("kind", "DIRECT", "memberIds", List.of(advisor.id())))
                .post("/api/v1/conversations")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }
}
