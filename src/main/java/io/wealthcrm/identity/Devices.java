package io.wealthcrm.identity;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.UUID;

/** Installations and their push tokens. */
@ApplicationScoped
class Devices {
    private static final String LEAVE_TOKENS =
            """
            update devices
               set push_token = case when push_token in (?1, cast(?2 as text)) then null else push_token end,
                   token_status = case when push_token in (?1, cast(?2 as text)) then 'GONE' else token_status end,
                   fcm_token = case when fcm_token in (?1, cast(?2 as text)) then null else fcm_token end
             where installation_id <> ?3
               and (push_token in (?1, cast(?2 as text)) or fcm_token in (?1, cast(?2 as text)))""";

    /** Beside the one registered; registrations of one person wait for each other here, so that each sees those before it. */
    private static final String LOCK = "select id from users where id = ?1 for no key update";

    private static final int MOST_OTHERS = 19;

    /** With it the longest unseen beyond the twentieth of the person gets no pushes any more, until it registers again. */
    private static final String REGISTER =
            """
            with retired as (
                update devices set push_token = null, fcm_token = null, token_status = 'GONE'
                 where installation_id in (
                    select installation_id from devices
                     where user_id = ?2 and installation_id <> ?1 and push_token is not null and token_status = 'ACTIVE'
                     order by seen_at desc, installation_id offset ?9))
            insert into devices as d (installation_id, user_id, platform, push_token, locale, time_zone, channel, fcm_token)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, cast(?8 as text))
            on conflict (installation_id) do update
               set user_id = excluded.user_id, platform = excluded.platform, push_token = excluded.push_token,
                   locale = excluded.locale, time_zone = excluded.time_zone, channel = excluded.channel,
                   fcm_token = excluded.fcm_token, seen_at = now(), token_status = 'ACTIVE',
                   token_version = case when (d.push_token, d.fcm_token) is distinct from
                                             (excluded.push_token, excluded.fcm_token)
                                        then excluded.token_version else d.token_version end""";

    /**
     * Registers an installation or its new token. An installation belongs to who signed in on it last, and so does a
     * token; a changed token has a {@code token_version} never given before, so that a late answer about the old one harms
     * nothing.
     *
     * @throws Problem INVALID_INPUT for an {@code fcmToken} beside a token that is FCM's itself, UNKNOWN_TIME_ZONE
     */
    @WithTransaction
    Uni<Void> register(UUID userId, String installationId, DeviceResource.Device device) {
        if (device.channel() == PushChannel.FCM && device.fcmToken() != null) {
            throw Problem.invalid("/fcmToken", "NOT_FOR_FCM", "only with another channel than FCM");
        }
        String zone = zone(device.timeZone());
        return Db.select(UUID.class, LOCK, userId)
                .chain(() -> Db.execute(LEAVE_TOKENS, device.pushToken(), device.fcmToken(), installationId))
                .chain(() -> Db.execute(
                        REGISTER,
                        installationId,
                        userId,
                        device.platform().name(),
                        device.pushToken(),
                        device.locale(),
                        zone,
                        device.channel().name(),
                        device.fcmToken(),
                        MOST_OTHERS))
                .replaceWithVoid();
    }

    /** Removes the caller's installation; one of somebody else stays as it is. */
    @WithTransaction
    Uni<Void> remove(UUID userId, String installationId) {
        return Db.execute("delete from devices where installation_id = ?1 and user_id = ?2", installationId, userId)
                .replaceWithVoid();
    }

    private static String zone(String id) {
        try {
            return ZoneId.of(id).getId();
        } catch (DateTimeException unknown) {
            throw Problem.of(IdentityProblem.UNKNOWN_TIME_ZONE);
        }
    }
}
