package io.wealthcrm.consultation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A question and where it stands.
 *
 * @param conversationId where it is answered; who has it and who asked are in it
 * @param customerId absent for a visitor of the website
 * @param askerName the customer's name, or what the visitor gave as one
 * @param unitId whose duty queue it waits in
 * @param assigneeId who has it, absent in the queue
 * @param answeredAt of the first answer
 * @param waitSeconds from the question to its first answer, or till now or the end without one
 * @param dutyWaitSeconds as much of it as lay within duty hours (值班时间), by the roster of the time it was answered or ended, or
 *     while it waits as it is now; absent without one
 * @param rating 1 to 5, absent before it was rated
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConsultationView(
        UUID id,
        UUID conversationId,
        ConsultationState state,
        UUID customerId,
        String askerName,
        UUID productId,
        UUID unitId,
        UUID assigneeId,
        String assigneeName,
        Instant askedAt,
        Instant stateAt,
        Instant dueAt,
        Instant answeredAt,
        Instant closedAt,
        long waitSeconds,
        Long dutyWaitSeconds,
        Integer rating,
        String ratingNote,
        long version) {}
