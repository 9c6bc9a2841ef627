package io.wealthcrm.consultation;

import java.util.UUID;

/** A question as a statement has left it. */
record Consultation(
        UUID id,
        UUID conversationId,
        UUID askerId,
        UUID customerId,
        ConsultationState state,
        UUID assigneeId,
        UUID unitId,
        long version) {
    /** The columns of this record, of a table {@code k}. */
    static final String COLUMNS =
            "k.id, k.conversation_id, k.asker_id, k.customer_id, k.state, k.assignee_id, k.unit_id, k.version";

    ConsultationMoved event() {
        return new ConsultationMoved(id, customerId, state.name(), assigneeId);
    }
}
