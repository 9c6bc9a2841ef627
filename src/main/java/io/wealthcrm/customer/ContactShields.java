package io.wealthcrm.customer;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.notification.NoticeKind;
import io.wealthcrm.notification.Notifications;
import io.wealthcrm.shared.Db;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/**
 * 冷静期免打扰: while an order's money has come and its call-back has not, nobody promotes anything to the customer. What would be
 * sent is muted where it is sent; what an advisor wrote down is flagged. Each call joins the caller's transaction.
 */
@ApplicationScoped
class ContactShields {
    static final String FLAG = "COOLING_OFF_CONTACT";

    private static final String COMPLIANCE =
            """
            select u.id as person_id, cast(?1 as uuid) as entity_id, 'FLAGGED' as occasion,
                   jsonb_build_object('customerId', cast(?2 as text), 'interactionId', cast(cast(?1 as uuid) as text)) as data,
                   cast(?3 as timestamptz) + interval '7 days' as expires_at
              from users u where u.active and 'COMPLIANCE' = any (u.roles)""";

    private final Notifications notifications;

    ContactShields(Notifications notifications) {
        this.notifications = notifications;
    }

    /** Once for each order; a repeat changes nothing. */
    Uni<Void> open(UUID customer, UUID order, Instant at, Instant until) {
        return Db.execute(
                        """
                        insert into contact_shields (order_id, customer_id, opened_at, holds_until)
                        values (?1, ?2, ?3, ?4) on conflict do nothing""",
                        order,
                        customer,
                        at,
                        until)
                .replaceWithVoid();
    }

    Uni<Void> close(UUID order, Instant at) {
        return Db.execute(
                        """
                        update contact_shields set closed_at = greatest(opened_at, cast(?2 as timestamptz))
                         where order_id = ?1 and closed_at is null""",
                        order,
                        at)
                .replaceWithVoid();
    }

    /** Whether one held at that moment, which may lie in the past. */
    Uni<Boolean> held(UUID customer, Instant at) {
        return Db.select(
                        Boolean.class,
                        """
                        select exists (select from contact_shields
                                        where customer_id = ?1 and opened_at <= ?2 and (closed_at > ?2) is not false)""",
                        customer,
                        at)
                .map(found -> found.get(0));
    }

    /** Compliance hears of a contact that should not have been. */
    Uni<Void> report(Interaction contact) {
        return notifications
                .fanOut(
                        NoticeKind.COOLING_OFF_CONTACT,
                        COMPLIANCE,
                        contact.id,
                        contact.customerId.toString(),
                        contact.createdAt)
                .replaceWithVoid();
    }
}
