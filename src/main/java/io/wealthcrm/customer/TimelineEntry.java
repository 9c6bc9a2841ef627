package io.wealthcrm.customer;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One thing that happened with a customer, told by any feature.
 *
 * @param kind in SCREAMING_SNAKE, e.g. {@code ORDER_SUBMITTED}
 * @param by who did it; null where nobody did, such as a lapse of time
 * @param refId the record it tells of, e.g. the order; may be null
 * @param data scalars for the app to show; {@code summary}, where given, is the line a person reads
 */
public record TimelineEntry(UUID customerId, Instant at, String kind, UUID by, UUID refId, Map<String, Object> data) {}
