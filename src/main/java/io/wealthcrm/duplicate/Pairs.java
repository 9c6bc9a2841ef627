package io.wealthcrm.duplicate;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Restorations;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/** Decides pairs of files that are probably one customer's. */
@ApplicationScoped
class Pairs {
    private static final String DISMISS =
            """
            update duplicate_pairs set state = 'DISMISSED', note = ?2, decided_by = ?3, decided_at = cast(?4 as timestamptz)
             where id = ?1 and state = 'OPEN'""";

    private static final String MERGED =
            """
            update duplicate_pairs set state = 'MERGED', decided_by = ?3, decided_at = cast(?4 as timestamptz)
             where (low_id, high_id) in ((?1, ?2), (?2, ?1))""";

    /** The next scan finds the survivor in their place. */
    private static final String OUTDATED =
            """
            delete from duplicate_pairs
             where (low_id = ?1 or high_id = ?1) and (low_id, high_id) not in ((?1, ?2), (?2, ?1))""";

    private final PairQueries queries;
    private final Restorations restorations;
    private final Audit audit;
    private final Clock clock;

    Pairs(PairQueries queries, Restorations restorations, Audit audit, Clock clock) {
        this.queries = queries;
        this.restorations = restorations;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws Problem NOT_FOUND, PAIR_DECIDED */
    @WithTransaction
    Uni<PairView> dismiss(Caller caller, UUID id, String note) {
        return queries.one(caller.scope(), id)
                .chain(pair -> Db.execute(DISMISS, id, note.strip(), caller.userId(), clock.instant())
                        .invoke(dismissed -> requireOpen(pair, dismissed)))
                .chain(() -> audit.record(caller.userId(), "DUPLICATE_DISMISSED", "DUPLICATE_PAIR", id))
                .chain(() -> queries.one(caller.scope(), id));
    }

    private static void requireOpen(PairView pair, int dismissed) {
        if (dismissed == 0) {
            throw Problem.of(DuplicateProblem.PAIR_DECIDED, Map.of("current", pair.state()));
        }
    }

    /** Ends the pair, and those the merged one was in with others, as a part of the merge. */
    Uni<Void> close(UUID merge, UUID survivor, UUID merged, UUID by) {
        return restorations
                .change(merge, "duplicate_pairs", MERGED, survivor, merged, by, clock.instant())
                .chain(() -> restorations.change(merge, "duplicate_pairs", OUTDATED, merged, survivor))
                .replaceWithVoid();
    }
}
