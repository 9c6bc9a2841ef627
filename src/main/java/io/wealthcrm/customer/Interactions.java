package io.wealthcrm.customer;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.Changes;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Outbox;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Writes down dealings with customers. */
@ApplicationScoped
class Interactions {
    private final Timeline timeline;
    private final ContactShields shields;
    private final Outbox outbox;
    private final Clock clock;

    Interactions(Timeline timeline, ContactShields shields, Outbox outbox, Clock clock) {
        this.timeline = timeline;
        this.shields = shields;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * The interaction, its line on the timeline, the customer's last contact and the news of it together, in one statement. An approach during
     * the cooling-off is written down like any other, but flagged, and compliance hears of it.
     *
     * @throws Problem NOT_FOUND, INVALID_INPUT
     */
    @WithTransaction
    Uni<InteractionView> add(Caller caller, UUID customerId, NewInteraction input) {
        Instant now = clock.instant();
        input.check(now);
        return shielded(customerId, input)
                .map(shielded -> Interaction.of(Ids.next(), customerId, input, caller.userId(), now)
                        .flagged(shielded))
                .call(interaction -> store(caller.scope(), interaction))
                .call(interaction -> interaction.flags.length > 0
                        ? shields.report(interaction)
                        : Uni.createFrom().voidItem())
                .map(InteractionView::of);
    }

    private Uni<Boolean> shielded(UUID customer, NewInteraction input) {
        return input.kind().isApproach()
                ? shields.held(customer, input.at())
                : Uni.createFrom().item(false);
    }

    private Uni<Void> store(Scope scope, Interaction interaction) {
        Changes changes = new Changes();
        find(scope, interaction.customerId, changes);
        insert(interaction, changes);
        timeline.add(interaction.entry(), "seen", changes);
        if (interaction.kind.isContact()) {
            touch(interaction, changes);
        }
        if (interaction.concernsFollowUps()) {
            outbox.publish(new InteractionRecorded(interaction.id, interaction.customerId), changes);
        }
        return changes.sendCounting("seen")
                .invoke(seen -> {
                    if (seen == 0) {
                        throw Problem.of(CommonProblem.NOT_FOUND);
                    }
                })
                .replaceWithVoid();
    }

    private static void find(Scope scope, UUID customerId, Changes changes) {
        changes.add(
                "seen",
                """
                select id from customers
                 where id = ?1
                   and (cast(?2 as boolean) or advisor_id = any(?3) or unit_id = any(?4) or id = any(?5)
                        or id = cast(?6 as uuid))""",
                customerId,
                scope.firm(),
                scope.mineArray(),
                scope.unitArray(),
                scope.seatArray(),
                scope.customerId());
    }

    private static void insert(Interaction interaction, Changes changes) {
        changes.add(
                null,
                """
                insert into interactions (id, customer_id, kind, at, summary, next_step, next_at, by_id, created_at,
                                          flags)
                select ?1, id, ?2, ?3, ?4, cast(?5 as text), cast(?6 as timestamptz), ?7, ?8, ?9 from seen""",
                interaction.id,
                interaction.kind.name(),
                interaction.at,
                interaction.summary,
                interaction.nextStep,
                interaction.nextAt,
                interaction.byId,
                interaction.createdAt,
                interaction.flags);
    }

    /** Never backwards: an older call may be written down later. */
    private static void touch(Interaction interaction, Changes changes) {
        changes.add(
                null,
                """
                update customers set last_contact_at = ?2
                 where id in (select id from seen) and id = ?1 and (last_contact_at < ?2) is not false""",
                interaction.customerId,
                interaction.at);
    }
}
