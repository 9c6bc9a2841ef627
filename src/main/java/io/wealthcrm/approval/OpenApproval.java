package io.wealthcrm.approval;

import java.math.BigDecimal;
import java.util.Set;
import java.util.UUID;

/**
 * What a feature asks approval for.
 *
 * @param kind of the flow: {@code ORDER}, {@code PAYOUT}, {@code DISCOUNT} or another code of the firm's
 * @param subjectKind what it is about, such as {@code ORDER}, and
 * @param subjectId which; at most one request of a kind is open for a subject
 * @param title shown to everybody who may decide, so it names no customer; at most 200 characters
 * @param unitId whose line a step of scope LINE goes by
 * @param interested who may not decide either, beside the requester
 * @param amount in CNY, for steps by amount; null where there is none: then all of them apply
 * @param productId for steps by product; may be null
 * @param decideAt the path where the feature takes decisions
 */
public record OpenApproval(
        String kind,
        String subjectKind,
        UUID subjectId,
        String title,
        UUID requesterId,
        UUID unitId,
        Set<UUID> interested,
        BigDecimal amount,
        UUID productId,
        String decideAt) {
    public OpenApproval {
        interested = Set.copyOf(interested);
    }
}
