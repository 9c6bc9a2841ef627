package io.wealthcrm.succession;

import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Problem;
import java.util.UUID;

/** Whose successions somebody sees. */
final class Reach {
    private Reach() {}

    /** @param unit of who hands over. @throws Problem NOT_FOUND out of the caller's line */
    static void require(Caller caller, UUID unit) {
        if (!caller.has(Role.ADMIN) && !caller.scope().firm() && !caller.units().contains(unit)) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
    }
}
