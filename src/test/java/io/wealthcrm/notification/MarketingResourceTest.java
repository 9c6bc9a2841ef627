package io.wealthcrm.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wealthcrm.shared.Ids;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What promotes anything reaches no customer who has not consented to it, also when it was queued before. */
@OnSharedService
class MarketingResourceTest {
    private final Firm firm;
    private final Person advisor;
    private final Person app;
    private final UUID customer;

    MarketingResourceTest(Service service) {
        firm = Firm.on(service);
        advisor = firm.advisor();
        app = firm.appOf(advisor, "陆清净");
        customer = UUID.fromString(firm.one("select customer_id from users where id = ?", app.id()));
    }

    @Test
    void what_is_queued_is_dropped_once_the_customer_opts_out_and_nothing_else_is() {
        say(true);
        Map<NoticeKind, UUID> queued = new HashMap<>();
        Arrays.stream(NoticeKind.values()).forEach(kind -> queued.put(kind, queue(app, kind)));
        UUID forTheAdvisor = queue(advisor, NoticeKind.PRODUCT_LAUNCHED);
        say(false);
        send(app);
        send(advisor);
        queued.forEach((kind, notice) -> {
            await().untilAsserted(() -> assertThat(reason(notice)).isNotNull());
            assertThat("OPTED_OUT".equals(reason(notice))).as(kind.name()).isEqualTo(kind.marketing());
        });
        await().untilAsserted(
                        () -> assertThat(reason(forTheAdvisor)).isNotNull().isNotEqualTo("OPTED_OUT"));
    }

    @Test
    void with_a_consent_that_leaves_pushes_in_it_goes_out() {
        say(true);
        UUID launch = queue(app, NoticeKind.PRODUCT_LAUNCHED);
        send(app);
        await().untilAsserted(() -> assertThat(reason(launch)).isNotNull().isNotEqualTo("OPTED_OUT"));
    }

    private void say(boolean granted) {
        app.once()
                .body(Map.of("purpose", "MARKETING", "granted", granted))
                .post("/api/v1/customers/" + customer + "/consents")
                .then()
                .statusCode(201);
    }

    /** Due in an hour, each on a device of its own. */
    private UUID queue(Person person, NoticeKind kind) {
        UUID notice = Ids.next();
        firm.execute(
                """
                insert into devices (installation_id, user_id, platform, push_token, locale, time_zone)
                values (?, ?, 'ANDROID', ?, 'zh-CN', 'Asia/Shanghai')""",
                "phone-" + notice,
                person.id(),
                "token-" + notice);
        firm.execute(
                """
                insert into notifications (id, person_id, kind, entity_id, occasion, data, batch, created_at, expires_at)
                values (?, ?, ?, ?, 'test', '{}', ?, now(), now() + interval '1 day')""",
                notice,
                person.id(),
                kind.name(),
                notice,
                notice);
        firm.execute(
                """
                insert into deliveries (id, notification_id, installation_id, lane, due_at, expires_at, token_version)
                values (uuidv7(), ?, ?, ?, now() + interval '1 hour', now() + interval '1 day', 1)""",
                notice,
                "phone-" + notice,
                kind.lane().ordinal());
        return notice;
    }

    private void send(Person person) {
        firm.execute(
                """
                update deliveries d set due_at = now() - interval '1 second' from notifications n
                 where n.id = d.notification_id and n.person_id = ? and d.state = 'PENDING'""",
                person.id());
    }

    private String reason(UUID notice) {
        return firm.one("select reason from deliveries where notification_id = ? and state <> 'PENDING'", notice);
    }
}
