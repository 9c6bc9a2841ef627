package io.wealthcrm.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wealthcrm.testing.Answer;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Lanes rest and go on, each for itself. */
abstract class PushLanes extends PushCase {
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

    private static java.util.function.Predicate<List<String>> all(String state) {
        return states -> states.stream().allMatch(state::equals);
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
}
