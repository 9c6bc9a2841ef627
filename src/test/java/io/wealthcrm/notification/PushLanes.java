package io.wealthcrm.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wealthcrm.testing.Answer;
import io.wealthcrm.testing.FakeFcm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Lanes rest and go on, each for itself. */
abstract class PushLanes extends PushCase {
    /** Eight of a batch are under way at a time; when the first hears 429, the others have not left yet and must not. */
    @Test
    void nothingOfALaneLeavesOnceFcmHasAskedForARestAndAllOthersDo() {
        UUID campaign = campaign(20);

        await().atMost(SOON).until(() -> waiting(campaign), "12 LANE_RESTING, 1 QUOTA_EXCEEDED"::equals);
        List<FakeFcm.Received> sent = sent();
        assertThat(sent).hasSize(8);
        assertThat(sent).allSatisfy(one -> assertThat(one.at()).isBefore(FCM.answered(token + 0)));
        assertThat(states(campaign)).doesNotContain("DROPPED", "DEAD");

        FCM.answer(token + 0, Answer.ok());
        UUID sameLane = push(NoticeKind.PRODUCT_LAUNCHED, Lane.MARKETING);
        UUID otherLane = push(NoticeKind.ORDER_MOVED, Lane.ORDER);
        await().atMost(SOON).until(() -> states(otherLane), all("DELIVERED")::test);
        assertThat(states(sameLane)).containsOnly("PENDING");

        // Whoever comes after the killed one keeps the lane's rest as well.
        service.kill9();
        Service unused = service.start();
        UUID afterwards = push(NoticeKind.ORDER_MOVED, Lane.ORDER);
        await().atMost(SOON).until(() -> states(afterwards), all("DELIVERED")::test);
        assertThat(states(sameLane)).containsOnly("PENDING");
        assertThat(sent())
                .filteredOn(one -> !"ORDER_MOVED".equals(one.data("kind")))
                .hasSize(8);
    }

    /** An app's push service that hangs holds up neither what the others are told nor that it is stored. */
    @Test
    void whatIsAnsweredIsStoredWhileAnotherOfTheBatchIsNot() {
        FCM.answer(token + 0, Answer.ok().after(Duration.ofMillis(2500)));
        for (int i = 0; i < 6; i++) {
            register(installation + "-" + i, token + i, "zh-CN");
        }
        UUID campaign = push(NoticeKind.PRODUCT_LAUNCHED, Lane.MARKETING);

        String leased =
                "select count(*) from deliveries where notification_id = ? and state = 'PENDING' and lease is not null";
        await().atMost(SOON)
                .until(() -> one(
                                        "select count(*) from deliveries where notification_id = ? and state = 'DELIVERED'",
                                        campaign)
                                .equals("5")
                        && one(leased, campaign).equals("1"));
        // Nothing of it is left to hold a place the next test counts on.
        await().atMost(SOON).until(() -> states(campaign), all("DELIVERED")::test);
    }

    /** To so many devices, of which the first refuses while the seven beside it are answered later. */
    private UUID campaign(int devices) {
        FCM.answer(token + 0, Answer.quotaExceeded("600").after(Duration.ofMillis(500)));
        register(installation + "-0", token + 0, "zh-CN");
        for (int i = 1; i < devices; i++) {
            FCM.answer(token + i, Answer.ok().after(Duration.ofMillis(1200)));
            register(installation + "-" + i, token + i, "zh-CN");
        }
        UUID campaign =
                push(NoticeKind.PRODUCT_LAUNCHED, Lane.MARKETING, Instant.now().plusSeconds(60));
        firm.execute(
                """
                update deliveries
                   set due_at = now() - make_interval(secs => 1 - 0.01 * cast(substring(installation_id from '[0-9]+$') as int))
                 where notification_id = ?""",
                campaign);
        return campaign;
    }

    private List<FakeFcm.Received> sent() {
        return FCM.received().stream()
                .filter(one -> one.token().startsWith(token))
                .toList();
    }

    /** Those not ended by why they wait: none was a try, and all are due when the lane is. */
    private static String waiting(UUID notification) {
        return one(
                """
                select string_agg(number || ' ' || reason, ', ' order by reason)
                  from (select reason, count(*) as number from deliveries
                         where notification_id = ? and state = 'PENDING' and attempts = 0 and lease is null
                           and due_at between now() + interval '5 minutes' and now() + interval '10 minutes'
                         group by reason) resting""",
                notification);
    }

    @Test
    void aCampaignDelaysNoOrder() {
        for (int i = 0; i < 20; i++) {
            FCM.answer(token + i, Answer.ok().after(Duration.ofMillis(2500)));
            register(installation + i, token + i, "zh-CN");
        }
        UUID campaign = push(NoticeKind.PRODUCT_LAUNCHED, Lane.REMINDER);
        await().atMost(SOON)
                .until(() -> FCM.received(token + "0").size()
                                        + FCM.received(token + "19").size()
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
        assertThat(metrics).contains("wealth_push_answers_total{channel=\"FCM\",code=\"DELIVERED\",lane=\"ORDER\"");
        assertThat(metrics).contains("wealth_push_oldest_pending_seconds{channel=\"FCM\",lane=\"ORDER\"");
    }
}
