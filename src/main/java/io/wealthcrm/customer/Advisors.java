package io.wealthcrm.customer;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Predicate;

/** Says whose a customer becomes. */
@ApplicationScoped
class Advisors {
    /**
     * Locked, so that nobody who leaves at that moment is given customers, nor more than the cap by many at once; nor is who is about to
     * leave.
     */
    private static final String ACTIVE =
            """
            select u.id, u.unit_id from users u
             where u.id = ?1 and u.active and 'ADVISOR' = any (u.roles)
               and not exists (select from successions s
                                where s.user_id = u.id and s.kind = 'OFFBOARDING' and s.state = 'PLANNED')
               for no key update of u""";

    /** Likewise: who is signed in still and leaves at that moment would keep a customer that nobody was given. */
    private static final String STAYING =
            "select u.id, u.unit_id from users u where u.id = ?1 and u.active for share of u";

    /**
     * The caller, where no other is named; else that advisor, who must be below the caller, or in the firm for operations,
     * who serve nobody themselves. Another's id tells an advisor nothing: it is refused as an unknown one is.
     *
     * @throws Problem UNKNOWN_ADVISOR
     */
    Uni<Customer.Owner> owner(Caller caller, UUID named) {
        boolean firm = caller.has(Role.OPERATIONS);
        if (!firm && (named == null || named.equals(caller.userId()))) {
            return locked(STAYING, caller.userId(), owner -> true);
        }
        if (named == null || !firm && !caller.hasAny(Role.TEAM_LEAD, Role.BRANCH_MANAGER)) {
            throw Problem.of(CustomerProblem.UNKNOWN_ADVISOR);
        }
        return locked(ACTIVE, named, owner -> firm || caller.units().contains(owner.unitId()));
    }

    private static Uni<Customer.Owner> locked(String sql, UUID advisor, Predicate<Customer.Owner> below) {
        return Db.select(Customer.Owner.class, sql, advisor).map(found -> found.stream()
                .filter(below)
                .findFirst()
                .orElseThrow(() -> Problem.of(CustomerProblem.UNKNOWN_ADVISOR)));
    }
}
