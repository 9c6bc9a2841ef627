package io.wealthcrm.approval;

import java.time.Instant;
import java.util.UUID;

/**
 * A request for approval came to its end; published in the transaction of the last decision or of the withdrawal.
 *
 * @param kind the flow's kind, such as {@code ORDER}
 * @param subjectKind what was asked about, and
 * @param subjectId which; of a free-form request the request itself
 * @param by who decided last, or withdrew
 */
public record ApprovalEnded(
        UUID requestId,
        String kind,
        String subjectKind,
        UUID subjectId,
        UUID requesterId,
        ApprovalStatus status,
        UUID by,
        Instant at) {}
