package io.wealthcrm.succession;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Who hands over, and who may say so: administrators of anybody, leads of those below them. Joins the caller's session. */
@ApplicationScoped
class Leavers {
    /** The nearest active lead at or above the unit {@code %1$s}, but {@code %2$s}. */
    static final String LEAD =
            """
            (select l.id from users l join units led on led.id = l.unit_id join units own on own.id = %1$s
              where l.active and l.id <> %2$s and l.roles && '{TEAM_LEAD,BRANCH_MANAGER}' and starts_with(own.path, led.path)
              order by length(led.path) desc, l.id limit 1)""";

    private static final String LEAVER =
            """
            select u.id, u.unit_id, u.active, u.roles && '{TEAM_LEAD,BRANCH_MANAGER}' as leads, %s as lead_id
              from users u where u.id = ?1 and u.username is not null and u.unit_id is not null"""
                    .formatted(LEAD.formatted("u.unit_id", "u.id"));

    /** Staff have a unit, so only administrators have none here. */
    private static final String LINE =
            """
            select below.id from users u join units own on own.id = u.unit_id join units below on starts_with(below.path, own.path)
             where u.id = ?1 and not 'ADMIN' = any (u.roles)""";

    private static final String LEAVING =
            """
            select s.state from successions s join users u on u.id = s.user_id
             where s.user_id = ?1 and s.kind = 'OFFBOARDING' and (s.state = 'PLANNED' or s.state = 'DONE' and not u.active)
             order by s.id desc limit 1""";

    /** Somebody of staff. @throws Problem NOT_FOUND */
    Uni<Leaver> leaver(UUID id) {
        return Db.one(Leaver.class, LEAVER, id);
    }

    /** Somebody whose leaving the caller may decide on. @throws Problem NOT_FOUND, OWN_OFFBOARDING */
    Uni<Leaver> leaver(Caller caller, UUID id) {
        if (id.equals(caller.userId())) {
            throw Problem.of(SuccessionProblem.OWN_OFFBOARDING);
        }
        return leaver(id).invoke(leaver -> {
            if (!caller.has(Role.ADMIN) && !isBelow(caller, leaver)) {
                throw Problem.of(CommonProblem.NOT_FOUND);
            }
        });
    }

    /** Of two who lead one unit neither is below the other. */
    private static boolean isBelow(Caller caller, Leaver leaver) {
        boolean beside = leaver.leads() && leaver.unitId().equals(caller.unitId());
        return caller.units().contains(leaver.unitId()) && !beside;
    }

    /** Somebody of the caller's line, or the caller, whose customers the caller may give to others. @throws Problem NOT_FOUND */
    Uni<Leaver> giver(Caller caller, UUID id) {
        return leaver(id).invoke(giver -> {
            if (!caller.units().contains(giver.unitId())) {
                throw Problem.of(CommonProblem.NOT_FOUND);
            }
        });
    }

    /**
     * The units of whom somebody may decide on as they stand on file, whether or not the person is still there; null for
     * administrators, who decide on anybody.
     */
    Uni<List<UUID>> lineOf(UUID person) {
        return Db.select(UUID.class, LINE, person).map(line -> line.isEmpty() ? null : line);
    }

    /** @throws Problem ALREADY_OFFBOARDED, also for who is about to leave */
    Uni<Void> requireStaying(UUID id) {
        return Db.select(String.class, LEAVING, id)
                .invoke(found -> {
                    if (!found.isEmpty()) {
                        throw Problem.of(SuccessionProblem.ALREADY_OFFBOARDED, Map.of("current", found.get(0)));
                    }
                })
                .replaceWithVoid();
    }
}
