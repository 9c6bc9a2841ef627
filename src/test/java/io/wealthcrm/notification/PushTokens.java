package io.wealthcrm.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Answer;
import io.wealthcrm.testing.Person;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of tokens, by what FCM says of them. */
abstract class PushTokens extends PushCase {
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
    void anotherChannelGoesByFcmWhileNobodyServesItAndNowhereWithoutAToken() {
        offer(Map.of("channel", "HUAWEI", "pushToken", token + "-huawei")).statusCode(204);
        UUID nowhere = push(NoticeKind.ORDER_MOVED, Lane.ORDER);
        await().atMost(SOON).until(() -> reason(nowhere), "NO_SENDER"::equals);
        assertThat(states(nowhere)).containsExactly("DROPPED");

        offer(Map.of("channel", "HUAWEI", "pushToken", token + "-huawei", "fcmToken", token))
                .statusCode(204);
        UUID byFcm = push(NoticeKind.ORDER_MOVED, Lane.ORDER);
        await().atMost(SOON).until(() -> states(byFcm), List.of("DELIVERED")::equals);
        FCM.answer(token, Answer.unregistered());
        UUID gone = push(NoticeKind.ORDER_MOVED, Lane.ORDER);
        await().atMost(SOON).until(() -> reason(gone), "UNREGISTERED"::equals);
        assertThat(FCM.received(token)).hasSize(2);
        assertThat(FCM.received(token + "-huawei")).isEmpty();
        assertThat(device("fcm_token")).isNull();
        assertThat(device("token_status || ' ' || push_token || ' ' || channel"))
                .isEqualTo("ACTIVE " + token + "-huawei HUAWEI");
    }

    @Test
    void aTokenBelongsToOneInstallationWhicheverWayItIsUsed() {
        offer(Map.of("channel", "XIAOMI", "pushToken", token + "-x", "fcmToken", token))
                .statusCode(204);
        register(firm.advisor(), installation + "-of-another", token, "zh-CN");

        assertThat(device("fcm_token")).isNull();
        assertThat(device("token_status")).isEqualTo("ACTIVE");
        offer(Map.of("pushToken", token + "-y", "fcmToken", token)).statusCode(400);
        offer(Map.of("pushToken", token + "-y", "channel", "PIGEON")).statusCode(400);
        assertThat(device("push_token")).isEqualTo(token + "-x");
    }

    /** Forty phones register, twenty at once; then one more, and then the longest unseen again. */
    @Test
    void aPersonHasTwentyDevicesAndTheLongestUnseenGoesFirst() throws Exception {
        ExecutorService phones = Executors.newFixedThreadPool(20);
        List<Callable<Void>> registrations = IntStream.range(0, 40)
                .<Callable<Void>>mapToObj(i -> () -> {
                    register(installation + "-" + i, token + "-" + i, "zh-CN");
                    return null;
                })
                .toList();
        for (Future<Void> registered : phones.invokeAll(registrations)) {
            registered.get();
        }
        phones.shutdownNow();
        assertThat(active()).isEqualTo("20");

        firm.execute(
                "update devices set seen_at = now() - interval '1 day' where user_id = ? and installation_id in (select min(installation_id) from devices where user_id = ? and token_status = 'ACTIVE')",
                advisor.id(),
                advisor.id());
        String longest = one(
                "select installation_id from devices where user_id = ? and token_status = 'ACTIVE' order by seen_at limit 1",
                advisor.id());
        register(installation, token, "zh-CN");
        assertThat(active()).isEqualTo("20");
        assertThat(one(
                        "select token_status || coalesce(push_token, '') from devices where installation_id = ?",
                        longest))
                .isEqualTo("GONE");
        register(installation, token, "zh-CN");
        assertThat(active()).isEqualTo("20");
        register(longest, token + "-again", "zh-CN");
        assertThat(active()).isEqualTo("20");
        assertThat(device("token_status")).isEqualTo("ACTIVE");
    }

    private String active() {
        return one(
                "select count(*) from devices where user_id = ? and push_token is not null and token_status = 'ACTIVE'",
                advisor.id());
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

    private io.restassured.response.ValidatableResponse offer(Map<String, String> device) {
        Map<String, String> whole = new HashMap<>(device);
        whole.putAll(Map.of("platform", "ANDROID", "locale", "zh-CN", "timeZone", "Asia/Shanghai"));
        return advisor.request()
                .body(whole)
                .put("/api/v1/devices/" + installation)
                .then();
    }

    private io.restassured.response.ValidatableResponse offer(String pushToken) {
        return advisor.request()
                .body(Map.of("platform", "IOS", "pushToken", pushToken, "locale", "zh-CN", "timeZone", "Asia/Shanghai"))
                .put("/api/v1/devices/" + installation)
                .then();
    }
}
