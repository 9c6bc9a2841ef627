package io.wealthcrm.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One line of a customer's timeline.
 *
 * @param kind e.g. {@code CALL}, {@code ORDER_SUBMITTED}; {@code CHAT} for a day of a conversation, with {@code messages},
 *     {@code people} and {@code lastAt} in {@code data}; {@code PUSH_…} for what the member app was told
 * @param by the person's id; left out where nobody did it
 * @param refId the interaction, order or other record it tells of
 * @param data what else the kind of entry brings, e.g. {@code nextStep} and {@code nextAt} of an interaction
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TimelineItem(
        UUID id,
        String kind,
        Instant at,
        UUID by,
        String byName,
        UUID refId,
        String summary,
        Map<String, Object> data) {}
