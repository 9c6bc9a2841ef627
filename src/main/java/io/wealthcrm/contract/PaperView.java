package io.wealthcrm.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A paper contract.
 *
 * @param unitId whose it is, or was last; with
 * @param advisorId in person
 * @param overdue signed and not brought back in time, or received and unused for too long
 * @param history every move, oldest first; absent in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PaperView(
        String number,
        UUID batchId,
        UUID productId,
        PaperStatus status,
        Instant statusAt,
        UUID unitId,
        UUID advisorId,
        UUID orderId,
        boolean overdue,
        List<PaperStep> history,
        long version) {

    /** One move; {@code from} is absent for the registration. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PaperStep(PaperStatus from, PaperStatus to, UUID by, Instant at, UUID orderId, String note) {}

    static PaperView of(PaperContract paper, boolean overdue, List<PaperMove> history) {
        return new PaperView(
                paper.number,
                paper.batchId,
                paper.productId,
                paper.status,
                paper.statusAt,
                paper.unitId,
                paper.advisorId,
                paper.orderId,
                overdue,
                history == null
                        ? null
                        : history.stream()
                                .map(move -> new PaperStep(
                                        move.fromStatus, move.toStatus, move.byId, move.at, move.orderId, move.note))
                                .toList(),
                paper.version);
    }
}
