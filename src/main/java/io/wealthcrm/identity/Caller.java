package io.wealthcrm.identity;

import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Problem;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The signed-in person of a request or socket, as the database knows them now: a role withdrawn or a session ended counts
 * from the next request on, whatever the token says.
 *
 * @param units the units below the caller's own, and that one, for those who lead; empty for all others
 * @param covered the advisors whose customers the caller sees to today, while they are on leave (代管)
 * @param seats the customers in whose team the caller sits today (客户团队)
 * @param customerId the customer's own file for a customer, else null
 * @param installationId where the session was opened; null, as {@code sessionId} is, for somebody looked up for work of theirs
 * @param granted what the person may beyond what the roles give
 */
public record Caller(
        UUID userId,
        UUID sessionId,
        String displayName,
        Set<Role> roles,
        UUID unitId,
        List<UUID> units,
        List<UUID> covered,
        List<UUID> seats,
        UUID customerId,
        String installationId,
        Set<Permission> granted) {

    public boolean has(Role role) {
        return roles.contains(role);
    }

    public boolean hasAny(Role... any) {
        for (Role role : any) {
            if (roles.contains(role)) {
                return true;
            }
        }
        return false;
    }

    /** Refuses with 403 unless the caller has one of the roles. */
    public void require(Role... any) {
        if (!hasAny(any)) {
            throw Problem.of(CommonProblem.FORBIDDEN);
        }
    }

    public boolean may(Permission permission) {
        return granted.contains(permission) || permission.isOf(roles);
    }

    /** Refuses with 403 who does not have the permission. */
    public void require(Permission permission) {
        if (!may(permission)) {
            throw Problem.of(CommonProblem.FORBIDDEN);
        }
    }

    /** Whether the session may have been opened on this installation; one opened without saying where fits any. */
    public boolean mayBeOn(String installation) {
        return installationId.equals(installation) || installationId.equals(SmsSignIn.NO_INSTALLATION);
    }

    /** What the caller sees of customers' files and of what hangs on them. */
    public Scope scope() {
        return Scope.of(this);
    }
}
