package io.wealthcrm.performance;

import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import java.util.UUID;

/**
 * Whose figures somebody sees: their own, those made in the units they lead, or all. Cover during leave shows customers, not
 * what the covered advisor reached.
 *
 * @param firm true when all are in sight
 * @param unit where the caller is
 */
record Reach(boolean firm, UUID me, UUID[] units, UUID unit) {
    static Reach of(Caller caller) {
        boolean firm = caller.hasAny(Role.EXECUTIVE, Role.OPERATIONS, Role.FINANCE);
        return new Reach(firm, caller.userId(), caller.units().toArray(UUID[]::new), caller.unitId());
    }
}
