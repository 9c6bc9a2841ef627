package io.wealthcrm.customer;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Writes down dealings with customers. */
@ApplicationScoped
class Interactions {
    private final Sight sight;
    private final Timeline timeline;
    private final Clock clock;

    Interactions(Sight sight, Timeline timeline, Clock clock) {
        this.sight = sight;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** The interaction, its line on the timeline and the customer's last contact together. @throws Problem NOT_FOUND, INVALID_INPUT */
    @WithTransaction
    Uni<InteractionView> add(Caller caller, UUID customerId, NewInteraction input) {
        Instant now = clock.instant();
        input.check(now);
        return sight.customer(caller.scope(), customerId)
                .chain(() -> Db.persist(Interaction.of(Ids.next(), customerId, input, caller.userId(), now)))
                .call(interaction -> timeline.add(interaction.entry()))
                .call(Interactions::touch)
                .map(InteractionView::of);
    }

    /** Never backwards: an older call may be written down later. */
    private static Uni<Integer> touch(Interaction interaction) {
        return interaction.kind.isContact()
                ? Db.execute(
                        "update customers set last_contact_at = ?2 where id = ?1 and (last_contact_at < ?2) is not false",
                        interaction.customerId,
                        interaction.at)
                : Uni.createFrom().item(0);
    }
}
