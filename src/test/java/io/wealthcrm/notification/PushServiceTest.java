package io.wealthcrm.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.testing.Answer;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.FakeFcm;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Deliveries from the database to an FCM server over real HTTP, with the packaged service between. */
class PushServiceTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final FakeFcm FCM = FakeFcm.start();
    private static Service service;
    private static Firm firm;

    private final Person advisor = firm.advisor();
    private final String token = "token-" + UUID.randomUUID();
    private final String installation = "phone-" + advisor.username();

    @BeforeAll
    static void start() {
        service = Service.named("push")
                .withoutDemo()
                .with("wealth.push.fcm.endpoint", FCM.endpoint().toString())
                .with("wealth.push.fcm.read-timeout", "PT3S")
                .start();
        firm = Firm.on(service);
    }

    @AfterAll
    static void stop() {
        service.close();
        FCM.close();
    }

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
        assertThat(english.message().path("data").size()).isEqualTo(4);
        assertThat(english.message().toString()).doesNotContain("secret");
        assertThat(FCM.received(token)).hasSize(1);
    }

    @Test
    void showsTheInboxToItsOwnerAndTakesReadingBack() {
        register(installation, token, "zh-CN");
        UUID notification =
                push(NoticeKind.ORDER_MOVED, Lane.ORDER, Instant.now().plusSeconds(3600));

        advisor.request()
                .get("/api/v1/notifications?unread=true")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].id", equalTo(notification.toString()))
                .body("items[0].data.note", equalTo("secret"))
                .body("items[0].readAt", nullValue())
                .body("nextCursor", nullValue());
        firm.advisor()
                .request()
                .post("/api/v1/notifications/" + notification + "/read")
                .then()
                .statusCode(404);
        String first = read(notification);
        assertThat(read(notification)).isEqualTo(first);
        advisor.request().get("/api/v1/notifications?unread=true").then().body("items", empty());
        advisor.request().get("/api/v1/notifications?unread=false").then().body("items", hasSize(1));
        assertThat(states(notification)).containsExactly("DROPPED");
    }

    @Test
    void pagesTheInboxNewestFirst() {
        for (int i = 0; i < 5; i++) {
            UUID unused = notification(NoticeKind.FOLLOW_UP);
        }
        String cursor = advisor.request()
                .get("/api/v1/notifications?limit=3")
                .then()
                .body("items", hasSize(3))
                .extract()
                .path("nextCursor");
        advisor.request()
                .queryParam("cursor", cursor)
                .get("/api/v1/notifications?limit=3")
                .then()
                .body("items", hasSize(2))
                .body("nextCursor", nullValue());
        advisor.request().get("/api/v1/notifications?cursor=abc").then().statusCode(400);
    }

    @Test
    void forgetsATokenThatIsGone() {
        FCM.answer(token, Answer.unregistered());
        register(installation, token, "zh-CN");
        UUID notification = push(NoticeKind.ORDER_MOVED, Lane.ORDER);

        await().atMost(SOON).until(() -> states(notification), List.of("DROPPED")::equals);
        assertThat(device("token_status")).isEqualTo("GONE");
        assertThat(device("push_token")).isNull();
    }

    @Test
    void keepsATokenThatCameMeanwhileAndPushesToIt() {
        FCM.answer(token, Answer.unregistered().after(Duration.ofSeconds(1)));
        register(installation, token, "zh-CN");
        UUID notification = push(NoticeKind.ORDER_MOVED, Lane.ORDER);
        await().atMost(SOON).until(() -> FCM.received(token), not(empty()));
        register(installation, token + "-new", "zh-CN");

        await().atMost(SOON).until(() -> states(notification), List.of("DELIVERED")::equals);
        assertThat(FCM.received(token + "-new")).hasSize(1);
        assertThat(device("push_token")).isEqualTo(token + "-new");
        assertThat(device("token_status")).isEqualTo("ACTIVE");
    }

    @Test
    void keepsATokenThatCameAfterTheInstallationWasRemoved() {
        FCM.answer(token, Answer.unregistered().after(Duration.ofSeconds(1)));
        register(installation, token, "zh-CN");
        UUID notification = push(NoticeKind.ORDER_MOVED, Lane.ORDER);
        await().atMost(SOON).until(() -> FCM.received(token), not(empty()));
        advisor.request().delete("/api/v1/devices/" + installation).then().statusCode(204);
        register(installation, token + "-new", "zh-CN");

        await().atMost(SOON).until(() -> states(notification), List.of("DELIVERED")::equals);
        assertThat(device("push_token")).isEqualTo(token + "-new");
        assertThat(device("token_status")).isEqualTo("ACTIVE");
    }

    @Test
    void quarantinesATokenOfAnotherProject() {
        FCM.answer(token, Answer.senderIdMismatch());
        register(installation, token, "zh-CN");
        UUID notification = push(NoticeKind.ORDER_MOVED, Lane.ORDER);

        await().atMost(SOON).until(() -> states(notification), List.of("DEAD")::equals);
        assertThat(device("token_status")).isEqualTo("QUARANTINED");
        assertThat(device("push_token")).isEqualTo(token);
    }

    @Test
    void keepsTheTokenWhenTheMessageIsAtFaultAndSendsItAgainOnDemand() {
        FCM.answer(token, Answer.invalidArgument(), Answer.ok());
        register(installation, token, "zh-CN");
        UUID notification = push(NoticeKind.ORDER_MOVED, Lane.ORDER);
        await().atMost(SOON).until(() -> states(notification), List.of("DEAD")::equals);
        assertThat(device("token_status")).isEqualTo("ACTIVE");

        Person admin = firm.office(Role.ADMIN);
        String delivery = one("select id from deliveries where notification_id = ?", notification);
        admin.request()
                .get("/api/v1/notifications/deliveries?limit=100")
                .then()
                .statusCode(200)
                .body("items.find { it.id == '" + delivery + "' }.reason", equalTo("INVALID_ARGUMENT"));
        admin.request()
                .get("/api/v1/notifications/deliveries?state=PENDING")
                .then()
                .statusCode(400);
        String replay = "/api/v1/notifications/deliveries/" + delivery + "/replay";
        advisor.request().post(replay).then().statusCode(403);
        String audited =
                "select count(*) from audit_log where action = 'DELIVERY_REPLAYED' and subject_id = cast(? as uuid)";
        assertThat(one(audited, delivery)).isEqualTo("0");
        admin.once().post(replay).then().statusCode(204);
        assertThat(one(audited, delivery)).isEqualTo("1");

        await().atMost(SOON).until(() -> states(notification), List.of("DELIVERED")::equals);
        admin.request().post(replay).then().statusCode(409).body("code", equalTo("DELIVERY_NOT_ENDED"));
    }

    @Test
    void restsOneLaneAsLongAsFcmAsksAndNoOther() {
        FCM.answer(token, Answer.quotaExceeded("90"));
        register(installation, token, "zh-CN");
        UUID refused = push(NoticeKind.PRODUCT_LAUNCHED, Lane.MARKETING);
        await().atMost(SOON).until(() -> reason(refused), "QUOTA_EXCEEDED"::equals);
        assertThat(dueIn(refused)).isBetween(Duration.ofSeconds(70), Duration.ofSeconds(91));
        assertThat(one("select attempts from deliveries where notification_id = ?", refused))
                .isEqualTo("0");

        UUID sameLane = push(NoticeKind.PRODUCT_LAUNCHED, Lane.MARKETING);
        FCM.answer(token, Answer.ok());
        UUID otherLane = push(NoticeKind.ORDER_MOVED, Lane.ORDER);
        await().atMost(SOON).until(() -> states(otherLane), List.of("DELIVERED")::equals);
        assertThat(states(sameLane)).containsExactly("PENDING");

        // Whoever comes after the killed one keeps the lane's rest as well.
        service.kill9();
        Service unused = service.start();
        UUID afterwards = push(NoticeKind.ORDER_MOVED, Lane.ORDER);
        await().atMost(SOON).until(() -> states(afterwards), List.of("DELIVERED")::equals);
        assertThat(states(sameLane)).containsExactly("PENDING");
    }

    @Test
    void triesAgainTenSecondsAfterFcmWasUnavailable() {
        FCM.answer(token, Answer.unavailable(), Answer.ok());
        register(installation, token, "zh-CN");
        UUID notification = push(NoticeKind.ORDER_MOVED, Lane.ORDER);

        await().atMost(Duration.ofSeconds(40)).until(() -> states(notification), List.of("DELIVERED")::equals);
        List<FakeFcm.Received> tries = FCM.received(token);
        assertThat(tries).hasSize(2);
        assertThat(Duration.between(tries.get(0).at(), tries.get(1).at()))
                .isBetween(Duration.ofMillis(9_500), Duration.ofSeconds(25));
        assertThat(tries.get(0).data("dedupe_key")).isEqualTo(tries.get(1).data("dedupe_key"));
    }

    @Test
    void aHungPushHoldsUpNoOther() {
        FCM.answer(token, Answer.hang());
        register(installation, token, "zh-CN");
        UUID hung = push(NoticeKind.CHAT_MESSAGE, Lane.CHAT);
        await().atMost(SOON).until(() -> FCM.received(token), not(empty()));
        register(installation, token + "-new", "zh-CN");
        UUID other = push(NoticeKind.ORDER_MOVED, Lane.ORDER);

        await().atMost(SOON).until(() -> states(other), List.of("DELIVERED")::equals);
        await().atMost(SOON).until(() -> reason(hung), "UNKNOWN"::equals);
        assertThat(states(hung)).containsExactly("PENDING");
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

    @Test
    void aCampaignDelaysNoOrder() {
        for (int i = 0; i < 30; i++) {
            FCM.answer(token + i, Answer.ok().after(Duration.ofMillis(2500)));
            register(installation + i, token + i, "zh-CN");
        }
        UUID campaign = push(NoticeKind.PRODUCT_LAUNCHED, Lane.REMINDER);
        await().atMost(SOON)
                .until(() -> FCM.received(token + "0").size()
                                        + FCM.received(token + "29").size()
                                > 0
                        || FCM.received().stream().anyMatch(one -> one.token().startsWith(token)));
        Person other = firm.advisor();
        register(other, "phone-" + other.username(), token + "-order", "zh-CN");
        UUID order = push(other, NoticeKind.ORDER_MOVED, Lane.ORDER, Instant.now());

        await().atMost(SOON).until(() -> states(order), List.of("DELIVERED")::equals);
        assertThat(states(campaign)).contains("PENDING");
        await().atMost(Duration.ofSeconds(60)).until(() -> states(campaign), all("DELIVERED")::test);
    }

    @Test
    void waitsForTheEndOfQuietHoursUnlessItIsAboutSecurity() {
        register(installation, token, "zh-CN");
        LocalTime from = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
        LocalTime to = from.plusHours(2);
        choose(
                        "\"0\"",
                        Map.of(
                                "kinds",
                                Set.of("ORDER_MOVED"),
                                "quietHours",
                                Map.of("from", from.toString(), "to", to.toString()),
                                "zone",
                                "UTC"))
                .statusCode(200)
                .body("version", equalTo(1))
                .body("quietHours.to", equalTo(to.toString()));
        UUID quiet = push(NoticeKind.ORDER_MOVED, Lane.ORDER);
        UUID muted = push(NoticeKind.CHAT_MESSAGE, Lane.ORDER);
        UUID security = push(NoticeKind.SECURITY, Lane.SECURITY);

        await().atMost(SOON).until(() -> states(security), List.of("DELIVERED")::equals);
        await().atMost(SOON).until(() -> reason(quiet), "QUIET_HOURS"::equals);
        await().atMost(SOON).until(() -> reason(muted), "OPTED_OUT"::equals);
        assertThat(dueIn(quiet)).isBetween(Duration.ofMinutes(118), Duration.ofMinutes(120));
        assertThat(FCM.received(token)).hasSize(1);

        choose("\"1\"", Map.of("kinds", Set.of("ORDER_MOVED"))).statusCode(200);
        await().atMost(SOON).until(() -> states(quiet), List.of("DELIVERED")::equals);
    }

    @Test
    void refusesBadPreferences() {
        Map<String, Object> fine = Map.of("kinds", Set.of("ORDER_MOVED"));

        choose(null, fine).statusCode(428);
        choose("\"7\"", fine).statusCode(412);
        choose("\"0\"", Map.of("kinds", Set.of("NEWS"))).statusCode(400);
        choose("\"0\"", Map.of("kinds", Set.of(), "zone", "Mars/Base")).statusCode(400);
        choose("\"0\"", Map.of("kinds", Set.of(), "inbox", Set.of("DEAL"))).statusCode(400);
        choose("\"0\"", Map.of("kinds", Set.of(), "quietHours", Map.of("from", "22:00", "to", "22:00")))
                .statusCode(400);
        choose("\"0\"", Map.of("kinds", Set.of(), "quietHours", Map.of("from", "22:00")))
                .statusCode(400);
        advisor.request().get("/api/v1/notification-preferences").then().body("version", equalTo(0));
    }

    @Test
    void endsWhatComesTooLateWithoutSendingIt() {
        register(installation, token, "zh-CN");
        UUID notification = notification(NoticeKind.MATURITY);
        firm.execute("update notifications set expires_at = now() - interval '1 minute' where id = ?", notification);
        queue(advisor, notification, Lane.REMINDER, Instant.now());

        await().atMost(SOON).until(() -> reason(notification), "EXPIRED"::equals);
        assertThat(FCM.received(token)).isEmpty();
    }

    @Test
    void sendsAgainUnderTheSameKeyWhatWasUnderWayWhenTheServiceWasKilled() {
        FCM.answer(token, Answer.hang(), Answer.ok());
        register(installation, token, "zh-CN");
        UUID notification = push(NoticeKind.ORDER_MOVED, Lane.ORDER);
        await().atMost(SOON).until(() -> FCM.received(token), not(empty()));
        service.kill9();
        Service unused = service.start();
        assertThat(states(notification)).containsExactly("PENDING");
        // As if the minute of the dead holder's lease were over.
        firm.execute("update deliveries set lease_until = now() where notification_id = ?", notification);

        await().atMost(SOON).until(() -> states(notification), List.of("DELIVERED")::equals);
        List<FakeFcm.Received> tries = FCM.received(token);
        assertThat(tries).hasSize(2);
        assertThat(tries.get(1).data("dedupe_key")).isEqualTo(tries.get(0).data("dedupe_key"));
        assertThat(advisor.request().accept("text/plain").get("/q/metrics").asString())
                .contains("wealth_push_lease_expiries_total{lane=\"ORDER\"");
        assertThat(one("select attempts from deliveries where notification_id = ?", notification))
                .isEqualTo("2");
    }

    @Test
    void storesWhatWasUnderWayBeforeAnOrderlyStop() {
        FCM.answer(token, Answer.ok().after(Duration.ofSeconds(2)));
        register(installation, token, "zh-CN");
        UUID notification = push(NoticeKind.ORDER_MOVED, Lane.ORDER);
        await().atMost(SOON).until(() -> FCM.received(token), not(empty()));
        service.restart();

        assertThat(states(notification)).containsExactly("DELIVERED");
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
    void countsAnswersByCode() {
        register(installation, token, "zh-CN");
        UUID notification = push(NoticeKind.ORDER_MOVED, Lane.ORDER);
        await().atMost(SOON).until(() -> states(notification), List.of("DELIVERED")::equals);

        String metrics =
                advisor.request().accept("text/plain").get("/q/metrics").asString();
        assertThat(metrics).contains("wealth_push_answers_total{code=\"DELIVERED\",lane=\"ORDER\"");
        assertThat(metrics).contains("wealth_push_oldest_pending_seconds{lane=\"ORDER\"");
    }

    private static java.util.function.Predicate<List<String>> all(String state) {
        return states -> states.stream().allMatch(state::equals);
    }

    private io.restassured.response.ValidatableResponse choose(String ifMatch, Map<String, Object> preferences) {
        var request = advisor.request().body(preferences);
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return request.put("/api/v1/notification-preferences").then();
    }

    private String read(UUID notification) {
        return advisor.request()
                .post("/api/v1/notifications/" + notification + "/read")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void refusesTokensThatNoIndexHolds() {
        String random =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(57).collect(Collectors.joining());
        offer(random.substring(0, 2048)).statusCode(204);
        offer(random.substring(0, 2049)).statusCode(400);
        offer("推".repeat(1000)).statusCode(400);
        assertThat(device("push_token")).hasSize(2048);
    }

    private io.restassured.response.ValidatableResponse offer(String pushToken) {
        return advisor.request()
                .body(Map.of("platform", "IOS", "pushToken", pushToken, "locale", "zh-CN", "timeZone", "Asia/Shanghai"))
                .put("/api/v1/devices/" + installation)
                .then();
    }

    private void register(String phone, String pushToken, String locale) {
        register(advisor, phone, pushToken, locale);
    }

    private static void register(Person person, String phone, String pushToken, String locale) {
        person.request()
                .body(Map.of(
                        "platform", "ANDROID", "pushToken", pushToken, "locale", locale, "timeZone", "Asia/Shanghai"))
                .put("/api/v1/devices/" + phone)
                .then()
                .statusCode(204);
    }

    private UUID push(NoticeKind kind, Lane lane) {
        return push(kind, lane, Instant.now());
    }

    private UUID push(NoticeKind kind, Lane lane, Instant dueAt) {
        return push(advisor, kind, lane, dueAt);
    }

    private static UUID push(Person person, NoticeKind kind, Lane lane, Instant dueAt) {
        UUID notification = notification(person, kind);
        queue(person, notification, lane, dueAt);
        return notification;
    }

    private UUID notification(NoticeKind kind) {
        return notification(advisor, kind);
    }

    private static UUID notification(Person person, NoticeKind kind) {
        UUID id = Ids.next();
        firm.execute(
                """
                insert into notifications (id, person_id, kind, entity_id, occasion, data, batch, created_at, expires_at)
                values (?, ?, ?, ?, 'test', '{"note": "secret"}', ?, now(), now() + interval '1 day')""",
                id,
                person.id(),
                kind.name(),
                Ids.next(),
                Ids.next());
        return id;
    }

    private static void queue(Person person, UUID notification, Lane lane, Instant dueAt) {
        firm.execute(
                """
                insert into deliveries (id, notification_id, installation_id, lane, due_at, expires_at, token_version)
                select uuidv7(), n.id, d.installation_id, ?, ?, n.expires_at, d.token_version
                  from notifications n join devices d on d.user_id = n.person_id and d.push_token is not null
                 where n.id = ? and n.person_id = ?""",
                lane.ordinal(),
                dueAt.atOffset(ZoneOffset.UTC),
                notification,
                person.id());
    }

    private static List<String> states(UUID notification) {
        return List.of(one(
                        "select coalesce(string_agg(state, ',' order by state), 'NONE') from deliveries where notification_id = ?",
                        notification)
                .split(","));
    }

    private static String reason(UUID notification) {
        return one("select reason from deliveries where notification_id = ?", notification);
    }

    private static Duration dueIn(UUID notification) {
        String seconds = one(
                "select extract(epoch from due_at - now()) from deliveries where notification_id = ?", notification);
        return Duration.ofSeconds((long) Double.parseDouble(seconds));
    }

    private static String dedupeKey(UUID notification) {
        return one("select dedupe_key from notifications where id = ?", notification);
    }

    private String device(String column) {
        return one("select " + column + " from devices where installation_id = ?", installation);
    }

    private static String one(String sql, Object... parameters) {
        return firm.one(sql, parameters);
    }
}
