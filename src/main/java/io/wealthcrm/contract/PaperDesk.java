package io.wealthcrm.contract;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Single paper contracts at operations' desk: brought back, archived, voided. */
@ApplicationScoped
class PaperDesk {
    private final PaperQueries queries;
    private final ContractConfig config;
    private final Clock clock;

    PaperDesk(PaperQueries queries, ContractConfig config, Clock clock) {
        this.queries = queries;
        this.config = config;
        this.clock = clock;
    }

    /** With its history. Two round trips. @throws Problem NOT_FOUND */
    @WithSession
    Uni<PaperView> view(Caller caller, String number) {
        return queries.paper(number)
                .invoke(PaperDesk::requireFound)
                .invoke(paper -> PaperSight.requireSeen(caller.scope(), paper.unitId, paper.advisorId))
                .chain(this::view);
    }

    /** @throws Problem NOT_FOUND, CONTRACT_NOT_MOVABLE, CONTRACT_ORDER_MISMATCH */
    @WithTransaction
    Uni<PaperView> bringBack(Caller caller, String number, UUID orderId, String note) {
        return moved(number, (paper, now) -> paper.bringBack(orderId, caller.userId(), now, note));
    }

    /** @throws Problem NOT_FOUND, CONTRACT_NOT_MOVABLE, CONTRACT_ORDER_MISMATCH */
    @WithTransaction
    Uni<PaperView> archive(Caller caller, String number, UUID orderId, String note) {
        return moved(number, (paper, now) -> paper.archive(orderId, caller.userId(), now, note));
    }

    /** @throws Problem NOT_FOUND, CONTRACT_NOT_MOVABLE */
    @WithTransaction
    Uni<PaperView> voidIt(Caller caller, String number, String reason) {
        return moved(number, (paper, now) -> paper.voidIt(caller.userId(), now, reason));
    }

    private Uni<PaperView> moved(String number, BiConsumer<PaperContract, Instant> move) {
        return queries.locked(number)
                .invoke(PaperDesk::requireFound)
                .invoke(paper -> move.accept(paper, clock.instant()))
                .call(paper -> PaperContracts.write(paper))
                .chain(this::view);
    }

    private Uni<PaperView> view(PaperContract paper) {
        return queries.history(paper.number)
                .map(history -> PaperView.of(paper, config.overdue(paper, clock.instant()), history));
    }

    private static void requireFound(PaperContract paper) {
        if (paper == null) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
    }
}
