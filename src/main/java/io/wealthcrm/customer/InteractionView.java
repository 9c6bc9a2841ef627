package io.wealthcrm.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A dealing as written down; {@code by} is the person who did. {@code flags} tells what compliance was told of. */
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
        List<String> flags,
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
                List.of(interaction.flags),
                interaction.createdAt);
    }
}
