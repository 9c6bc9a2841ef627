package io.wealthcrm.consultation;

import java.util.UUID;

/** A question has come to another state or another person. */
public record ConsultationMoved(UUID consultationId, UUID customerId, String state, UUID assigneeId) {}
