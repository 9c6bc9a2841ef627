package io.wealthcrm.complaint;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A complaint or service request and where it stands.
 *
 * @param number as told to the customer, {@code C-2026-000123}
 * @param severity 1 the gravest to 4; like {@code level} and {@code rootCause} the firm's own, absent for customers
 * @param aboutUserId whom it is about, who may not work on it
 * @param disclosedTo that person, where compliance showed them what was said before it is closed; absent for customers
 * @param level how far up the line it has gone, 0 to 3
 * @param assigneeId who has it, absent while nobody has
 * @param firstDueAt by when somebody has it
 * @param dueAt by when it is answered
 * @param overdue whether that has passed without
 * @param rating 1 to 5, absent before it was rated
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ComplaintView(
        UUID id,
        String number,
        UUID customerId,
        String customerName,
        ComplaintKind kind,
        ComplaintCategory category,
        Integer severity,
        String subject,
        String text,
        ComplaintChannel channel,
        UUID orderId,
        UUID productId,
        UUID aboutUserId,
        String aboutUserName,
        UUID disclosedTo,
        ComplaintState state,
        Integer level,
        UUID assigneeId,
        String assigneeName,
        UUID openedBy,
        Instant openedAt,
        Instant firstDueAt,
        Instant dueAt,
        boolean overdue,
        Instant answeredAt,
        Instant closedAt,
        String rootCause,
        Integer rating,
        String ratingNote,
        long version) {}
