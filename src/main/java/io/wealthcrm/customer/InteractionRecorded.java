package io.wealthcrm.customer;

import java.util.UUID;

/** Somebody was in touch with a customer, or planned a next step. */
public record InteractionRecorded(UUID interactionId, UUID customerId) {}
