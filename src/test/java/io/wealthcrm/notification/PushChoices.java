package io.wealthcrm.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.wealthcrm.testing.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The inbox, and what people choose to have pushed. */
abstract class PushChoices extends PushCase {
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
        Person elsewhere = advisor.anewOn("elsewhere-" + advisor.username());
        await().atMost(SOON).until(() -> FCM.received(token), not(empty()));
        assertThat(FCM.received(token).get(0).data("kind")).isEqualTo("SECURITY");
        assertThat(FCM.received(token)
                        .get(0)
                        .message()
                        .at("/notification/title")
                        .asText())
                .isEqualTo("新设备登录");

        await().atMost(SOON).until(() -> reason(quiet), "QUIET_HOURS"::equals);
        await().atMost(SOON).until(() -> reason(muted), "OPTED_OUT"::equals);
        assertThat(dueIn(quiet)).isBetween(Duration.ofMinutes(118), Duration.ofMinutes(120));
        assertThat(FCM.received(token)).hasSize(1);

        assertThat(elsewhere.request().get("/api/v1/notifications").<List<String>>path("items.kind"))
                .contains("SECURITY");
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
}
