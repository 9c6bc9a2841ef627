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

    /**
     * Registers an installation or its new token. An installation belongs to who signed in on it last, and so does a
     * token; a changed token has a {@code token_version} never given before, so that a late answer about the old one harms
     * nothing.
     */
    @WithTransaction
    Uni<Void> register(UUID userId, String installationId, DeviceResource.Device device) {
        return Db.execute(
                        "update devices set push_token = null, token_status = 'GONE' where push_token = ?1 and installation_id <> ?2",
                        device.pushToken(),
                        installationId)
                .chain(() -> Db.execute(
                        """
                        insert into devices as d (installation_id, user_id, platform, push_token, locale, time_zone)
                        values (?1, ?2, ?3, ?4, ?5, ?6)
                        on conflict (installation_id) do update
                           set user_id = excluded.user_id, platform = excluded.platform, push_token = excluded.push_token,
                               locale = excluded.locale, time_zone = excluded.time_zone, seen_at = now(),
                               token_status = 'ACTIVE',
                               token_version = case when d.push_token is distinct from excluded.push_token
                                                    then excluded.token_version else d.token_version end""",
                        installationId,
                        userId,
                        device.platform().name(),
                        device.pushToken(),
                        device.locale(),
                        zone(device.timeZone())))
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
