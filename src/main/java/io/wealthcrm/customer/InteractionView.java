package io.wealthcrm.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/** A dealing as written down; {@code by} is the person who did. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InteractionView(
        UUID id,
        UUID customerId,
        InteractionKind kind,
        Instant at,
        UUID by,
        String summary,
        String nextStep,
        Instant nextAt,
        Instant createdAt) {

    static InteractionView of(Interaction interaction) {
        return new InteractionView(
                interaction.id,
                interaction.customerId,
                interaction.kind,
                interaction.at,
                interaction.byId,
                interaction.summary,
                interaction.nextStep,
                interaction.nextAt,
                interaction.createdAt);
    }
}
