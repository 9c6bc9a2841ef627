package io.wealthcrm.identity;

import io.wealthcrm.shared.Ids;
import java.util.UUID;

/**
 * Something happened to somebody's account that the person should know of. Nothing comes for an account that was switched off:
 * its person has no way in, and is told when it is on again.
 *
 * @param occurrence sets it apart from others of the kind
 */
public record AccountChanged(UUID userId, AccountChange change, UUID occurrence) {
    static AccountChanged of(UUID userId, AccountChange change) {
        return new AccountChanged(userId, change, Ids.next());
    }
}
