package io.wealthcrm.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What has served its time goes, what has not stays; the shared service tidies every second. */
@OnSharedService
class HousekeepingServiceTest {
    private Firm firm;
    private Person advisor;

    @BeforeEach
    void someone(Service service) {
        firm = Firm.on(service);
        advisor = firm.advisor();
    }

    @Test
    void sessionsGoThirtyDaysAfterTheirEndWithTheirTokens() {
        UUID signedOut = session("31 days", "interval '1 day'");
        UUID ranOut = session(null, "interval '-31 days'");
        UUID lately = session("29 days", "interval '-29 days'");
        UUID living = session(null, "interval '1 day'");
        token(living, "31 days");
        token(living, "29 days");

        await().until(() -> sessions(signedOut) + sessions(ranOut) == 0 && tokens(living) == 2);
        assertThat(tokens(signedOut) + tokens(ranOut)).isZero();
        assertThat(sessions(lately)).isEqualTo(1);
        assertThat(sessions(living)).isEqualTo(1);
    }

    @Test
    void notificationsGoHalfAYearAfterTheyWereRead() {
        UUID longRead = notification("181 days");
        UUID lately = notification("179 days");
        UUID unread = notification(null);

        await().until(() -> count("notifications where id = ?", longRead) == 0);
        assertThat(count("deliveries where notification_id = ?", longRead)).isZero();
        assertThat(count("notifications where id = ?", lately)).isEqualTo(1);
        assertThat(count("notifications where id = ?", unread)).isEqualTo(1);
        assertThat(count("deliveries where notification_id = ?", unread)).isEqualTo(1);
    }

    @Test
    void newsNobodyReadGoesThirtyDaysAfterItExpired() {
        UUID deal = unread("DEAL", "31 days");
        UUID champion = unread("CHAMPION", "31 days");
        UUID nav = unread("NAV_PUBLISHED", "31 days");
        UUID lately = unread("DEAL", "29 days");
        UUID reminder = unread("MATURITY", "31 days");

        for (UUID gone : List.of(deal, champion, nav)) {
            await().until(() -> count("notifications where id = ?", gone) == 0);
        }
        assertThat(count("notifications where id = ?", lately)).isEqualTo(1);
        assertThat(count("notifications where id = ?", reminder)).isEqualTo(1);
    }

    private UUID unread(String kind, String expiredBefore) {
        UUID id = Ids.next();
        firm.execute(
                """
                insert into notifications (id, person_id, kind, entity_id, occasion, batch, created_at, expires_at)
                values (?, ?, ?, ?, 'test', ?, now() - interval '40 days', now() - cast(? as interval))""",
                id,
                advisor.id(),
                kind,
                Ids.next(),
                Ids.next(),
                expiredBefore);
        return id;
    }

    @Test
    void installationsGoNineMonthsAfterTheyWereLastSeen() {
        String gone = device("271 days");
        String stale = device("269 days");

        await().until(() -> devices(gone), "0"::equals);
        assertThat(devices(stale)).isEqualTo("1");
    }

    private String devices(String installation) {
        return firm.one("select count(*) from devices where installation_id = ?", installation);
    }

    private String device(String seenBefore) {
        String installation = "old-" + Ids.next();
        firm.execute(
                """
                insert into devices (installation_id, user_id, platform, push_token, seen_at)
                values (?, ?, 'ANDROID', ?, now() - cast(? as interval))""",
                installation,
                advisor.id(),
                installation,
                seenBefore);
        return installation;
    }

    @Test
    void moreThanOneBatchGoesInOneRun() {
        firm.execute(
                """
                insert into idempotency_keys (principal_id, key, request_hash, created_at)
                select ?, cast(n as text), '\\x00', now() - interval '25 hours' from generate_series(1, 2500) n""",
                advisor.id());

        await().until(() -> count("idempotency_keys where principal_id = ?", advisor.id()) == 0);
    }

    /** With an unused token, in one statement: housekeeping is at work meanwhile. */
    private UUID session(String endedBefore, String life) {
        UUID id = Ids.next();
        firm.execute(
                """
                with made as (
                    insert into sessions (id, user_id, installation_id, expires_at, revoked_at, revoked_because)
                    values (?, ?, 'old', now() + %s, now() - cast(? as interval),
                            case when cast(? as text) is null then null else 'LOGOUT' end)
                    returning id)
                insert into refresh_tokens (token_hash, session_id) select uuid_send(id), id from made"""
                        .formatted(life),
                id,
                advisor.id(),
                endedBefore,
                endedBefore);
        return id;
    }

    private void token(UUID session, String usedBefore) {
        firm.execute(
                "insert into refresh_tokens (token_hash, session_id, used_at) values (uuid_send(?), ?, now() - cast(? as interval))",
                Ids.next(),
                session,
                usedBefore);
    }

    private UUID notification(String readBefore) {
        UUID id = Ids.next();
        firm.execute(
                """
                with made as (
                    insert into notifications (id, person_id, kind, entity_id, occasion, batch, created_at, expires_at, read_at)
                    values (?, ?, 'FOLLOW_UP', ?, 'test', ?, now() - interval '1 year', now() - interval '300 days',
                            now() - cast(? as interval))
                    returning id)
                insert into deliveries (id, notification_id, installation_id, lane, state, reason, due_at, expires_at,
                                        token_version, ended_at)
                select uuidv7(), id, 'old', 3, 'DROPPED', 'READ', now(), now(), 1, now() from made""",
                id,
                advisor.id(),
                Ids.next(),
                Ids.next(),
                readBefore);
        return id;
    }

    private int sessions(UUID id) {
        return count("sessions where id = ?", id);
    }

    private int tokens(UUID session) {
        return count("refresh_tokens where session_id = ?", session);
    }

    private int count(String rows, UUID id) {
        return Integer.parseInt(firm.one("select count(*) from " + rows, id));
    }
}
