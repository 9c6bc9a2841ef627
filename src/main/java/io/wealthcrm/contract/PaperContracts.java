package io.wealthcrm.contract;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Paper contracts, for other features. */
@ApplicationScoped
public class PaperContracts {
    private static final String HAS_BATCHES =
            "select count(*) from (select from paper_contract_batches where product_id = ?1 limit 1) any_batch";

    /** Whether the holding unit ?1 is the advisor's ?2 or one above it. */
    private static final String IN_LINE =
            """
            select count(*) from units own join units holder on own.path like holder.path || '%'
             where holder.id = ?1 and own.id = ?2""";

    private final PaperQueries queries;
    private final Clock clock;

    PaperContracts(PaperQueries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    /**
     * A number was entered on an order: the registered paper is signed, the one entered before is free again. Of products
     * without batches any number is taken, and one that stood there before stays. Joins the caller's transaction.
     *
     * @throws Problem UNKNOWN_CONTRACT_NUMBER, CONTRACT_PRODUCT_MISMATCH, CONTRACT_HOLDER_MISMATCH (422);
     *     CONTRACT_NOT_MOVABLE (409) with the paper's current state, such as one signed for another order
     */
    public Uni<Void> enter(PaperUse use) {
        Instant now = clock.instant();
        return locked(use)
                .call(papers -> free(papers.get(Objects.requireNonNullElse(use.earlier(), "")), use, now))
                .chain(papers -> sign(papers.get(use.number()), use, now));
    }

    /** Both papers, in the order of their numbers, so that two orders that swap theirs wait for each other but once. */
    private Uni<Map<String, PaperContract>> locked(PaperUse use) {
        String[] numbers = Stream.of(use.number(), use.earlier())
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toArray(String[]::new);
        Map<String, PaperContract> papers = new TreeMap<>();
        Uni<Void> locking = Uni.createFrom().voidItem();
        for (String number : numbers) {
            locking = locking.chain(() -> queries.locked(number))
                    .invoke(paper -> papers.put(number, paper))
                    .replaceWithVoid();
        }
        return locking.replaceWith(papers);
    }

    private Uni<Void> free(PaperContract earlier, PaperUse use, Instant now) {
        if (earlier == null
                || earlier.number.equals(use.number())
                || !use.orderId().equals(earlier.orderId)) {
            return Uni.createFrom().voidItem();
        }
        earlier.free(use.by(), now);
        return write(earlier);
    }

    private Uni<Void> sign(PaperContract paper, PaperUse use, Instant now) {
        if (paper == null) {
            return use.number().equals(use.earlier()) ? Uni.createFrom().voidItem() : requireFree(use);
        }
        if (use.orderId().equals(paper.orderId) && paper.status != PaperStatus.VOIDED) {
            return Uni.createFrom().voidItem();
        }
        if (!paper.productId.equals(use.productId())) {
            throw Problem.of(ContractProblem.CONTRACT_PRODUCT_MISMATCH);
        }
        return requireHeld(paper, use)
                .invoke(() -> paper.sign(use.orderId(), use.advisorId(), use.by(), now))
                .chain(() -> write(paper));
    }

    private static Uni<Void> requireFree(PaperUse use) {
        return Db.select(Long.class, HAS_BATCHES, use.productId())
                .invoke(batches -> {
                    if (batches.get(0) > 0) {
                        throw Problem.of(ContractProblem.UNKNOWN_CONTRACT_NUMBER);
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<Void> requireHeld(PaperContract paper, PaperUse use) {
        if (paper.advisorId != null || paper.unitId == null) {
            return use.advisorId().equals(paper.advisorId)
                    ? Uni.createFrom().voidItem()
                    : Uni.createFrom().failure(elsewhere());
        }
        return Db.select(Long.class, IN_LINE, paper.unitId, use.unitId())
                .invoke(found -> {
                    if (found.get(0) == 0) {
                        throw elsewhere();
                    }
                })
                .replaceWithVoid();
    }

    private static Problem elsewhere() {
        return Problem.of(ContractProblem.CONTRACT_HOLDER_MISMATCH);
    }

    /** The row before the history, and both at once: the next statement may meet this paper's order. */
    static Uni<Void> write(PaperContract... papers) {
        return Db.session().chain(session -> session.persistAll(Arrays.stream(papers)
                        .flatMap(paper -> paper.moves.stream())
                        .toArray())
                .chain(session::flush));
    }
}
