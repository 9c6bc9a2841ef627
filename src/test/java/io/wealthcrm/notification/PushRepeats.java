package io.wealthcrm.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.not;

import io.wealthcrm.testing.Answer;
import io.wealthcrm.testing.FakeFcm;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is sent again, and what never. */
abstract class PushRepeats extends PushCase {
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
        // However long the next start takes.
        firm.execute(
                "update deliveries set lease_until = now() + interval '1 hour' where notification_id = ?",
                notification);
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
                .contains("wealth_push_lease_expiries_total{channel=\"FCM\",lane=\"ORDER\"");
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
}
