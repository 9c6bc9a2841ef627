package io.wealthcrm.succession;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Departures;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/** Takes successions back, and calls planned ones off. */
@ApplicationScoped
class Endings {
    private static final String LOCK =
            """
            select s.id, s.kind, s.state, s.user_id, s.operation_id, u.unit_id, u.active
              from successions s join users u on u.id = s.user_id where s.id = %s for update of s""";

    private static final String ONE = LOCK.formatted("?1");

    private static final String NEWEST = LOCK.formatted(
            "(select n.id from successions n where n.user_id = ?1 and n.kind = 'OFFBOARDING' order by n.id desc limit 1)");

    private final Leavers leavers;
    private final Locks locks;
    private final TakingBack takingBack;
    private final Departures departures;
    private final SuccessionLog log;
    private final HandoverNews news;
    private final SuccessionQueries queries;

    Endings(
            Leavers leavers,
            Locks locks,
            TakingBack takingBack,
            Departures departures,
            SuccessionLog log,
            HandoverNews news,
            SuccessionQueries queries) {
        this.leavers = leavers;
        this.locks = locks;
        this.takingBack = takingBack;
        this.departures = departures;
        this.log = log;
        this.news = news;
        this.queries = queries;
    }

    record Standing(
            UUID id,
            SuccessionKind kind,
            SuccessionState state,
            UUID userId,
            UUID operationId,
            UUID unitId,
            boolean active) {}

    /** Somebody's leaving. @throws Problem as {@link #undo} */
    @WithTransaction
    Uni<SuccessionView> undoOffboarding(Caller caller, UUID user) {
        return leavers.leaver(caller, user)
                .chain(() -> Db.one(Standing.class, NEWEST, user))
                .chain(found -> undo(caller, found));
    }

    /** @throws Problem NOT_FOUND, SUCCESSION_STATE, ALREADY_UNDONE, UNDO_EXPIRED, TRANSFER_TO_DEPARTED */
    @WithTransaction
    Uni<SuccessionView> undo(Caller caller, UUID id) {
        return Db.one(Standing.class, ONE, id)
                .call(found -> mayDecide(caller, found))
                .chain(found -> undo(caller, found));
    }

    private Uni<?> mayDecide(Caller caller, Standing found) {
        return found.kind() == SuccessionKind.OFFBOARDING
                ? leavers.leaver(caller, found.userId())
                : leavers.giver(caller, found.userId());
    }

    private Uni<SuccessionView> undo(Caller caller, Standing found) {
        requireDone(found);
        return locks.takeBack(found.userId(), found.operationId())
                .chain(() -> Db.one(Standing.class, ONE, found.id()))
                .invoke(Endings::requireStaying)
                .chain(() -> takingBack.run(found.operationId(), found.kind(), found.userId(), caller.userId()))
                .call(left -> log.undone(found.id(), found.kind(), caller.userId(), left))
                .call(() -> news.tellOfUndoing(found.id(), found.operationId(), found.userId(), caller.userId()))
                .chain(() -> found.kind() == SuccessionKind.OFFBOARDING
                        ? departures.tellReturn(caller.userId(), found.userId())
                        : Uni.createFrom().voidItem())
                .chain(() -> queries.one(caller, found.id()));
    }

    /** One taken back already is refused as such further on. */
    private static void requireDone(Standing found) {
        if (found.operationId() == null) {
            throw refused(found);
        }
    }

    /** Who gave some customers away may have left meanwhile. */
    private static void requireStaying(Standing found) {
        if (found.kind() == SuccessionKind.TRANSFER && !found.active()) {
            throw Problem.of(SuccessionProblem.TRANSFER_TO_DEPARTED, Map.of("advisorId", found.userId()));
        }
    }

    private static Problem refused(Standing found) {
        return Problem.of(SuccessionProblem.SUCCESSION_STATE, Map.of("current", found.state()));
    }

    /** Calls off what is planned. @throws Problem NOT_FOUND, SUCCESSION_STATE */
    @WithTransaction
    Uni<SuccessionView> cancel(Caller caller, UUID user) {
        return leavers.leaver(caller, user)
                .chain(() -> Db.one(Standing.class, NEWEST, user))
                .invoke(found -> {
                    if (found.state() != SuccessionState.PLANNED) {
                        throw refused(found);
                    }
                })
                .call(found -> log.cancelled(found.id(), found.kind(), caller.userId()))
                .chain(found -> queries.one(caller, found.id()));
    }
}
