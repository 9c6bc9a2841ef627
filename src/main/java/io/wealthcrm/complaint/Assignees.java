package io.wealthcrm.complaint;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Who may work on a complaint, and who says so. */
@ApplicationScoped
class Assignees {
    /**
     * Those who may work on the complaints of customer {@code c}: their advisor, leads of their line, and the offices that work
     * on such.
     */
    static final String ABLE =
            """
            users u left join units theirs on theirs.id = u.unit_id
             where u.active
               and (u.id = c.advisor_id or u.roles && '{OPERATIONS,COMPLIANCE,CALLBACK}'
                    or u.roles && '{TEAM_LEAD,BRANCH_MANAGER}'
                       and exists (select from units own where own.id = c.unit_id and starts_with(own.path, theirs.path)))""";

    /** Locked, so that the person cannot leave before all know that they have it. */
    private static final String ONE =
            "select u.id from customers c cross join " + ABLE + " and c.id = ?2 and u.id = ?1 for share of u";

    /** Joins the session. @throws Problem COMPLAINT_ASSIGNEE_UNKNOWN */
    Uni<Void> requireAble(UUID person, UUID customer) {
        return Db.select(UUID.class, ONE, person, customer)
                .invoke(found -> {
                    if (found.isEmpty()) {
                        throw Problem.of(ComplaintProblem.COMPLAINT_ASSIGNEE_UNKNOWN);
                    }
                })
                .replaceWithVoid();
    }

    /** Whoever does not lead takes what nobody has, and gives it to nobody else. @throws Problem FORBIDDEN */
    static void requireMayAssign(Caller caller, UUID to) {
        if (!directs(caller) && !to.equals(caller.userId())) {
            throw Problem.of(CommonProblem.FORBIDDEN);
        }
    }

    /** Only compliance frees whom it is about: else they could be given it after all. @throws Problem FORBIDDEN */
    static void requireMayClear(Caller caller, UUID about, UUID now) {
        if (about != null && !about.equals(now) && !caller.has(Role.COMPLIANCE)) {
            throw Problem.of(CommonProblem.FORBIDDEN);
        }
    }

    /** Who has it or directs such work. @throws Problem FORBIDDEN */
    static void requireHandles(Caller caller, Complaint complaint) {
        if (!directs(caller) && !caller.userId().equals(complaint.assigneeId)) {
            throw Problem.of(CommonProblem.FORBIDDEN);
        }
    }

    /** The customer, who has it or who directs such work. @throws Problem FORBIDDEN */
    static void requireParty(Caller caller, Complaint complaint) {
        if (!caller.has(Role.CUSTOMER)) {
            requireHandles(caller, complaint);
        }
    }

    private static boolean directs(Caller caller) {
        return caller.hasAny(Role.TEAM_LEAD, Role.BRANCH_MANAGER, Role.OPERATIONS, Role.COMPLIANCE);
    }
}
