package io.wealthcrm.identity;

import io.wealthcrm.shared.Ids;
import java.util.UUID;

/**
 * Somebody of staff may see or do more than before, or elsewhere, and more than an advisor's own work: other roles, permissions or
 * another unit, or an account that is new or on again. Also where compliance lost somebody, so that it is never emptied unseen.
 *
 * @param byId the administrator, or who took the person's leaving back
 * @param occurrence sets it apart from others about the same person
 */
public record AccessGranted(UUID userId, UUID byId, UUID occurrence) {
    static AccessGranted to(UUID user, UUID by) {
        return new AccessGranted(user, by, Ids.next());
    }
}
