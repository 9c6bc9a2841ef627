package io.wealthcrm.agenda;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/**
 * What is still to do about an advisor's customers when their cover (代管) ends goes back to that advisor, as with customers who change
 * hands. Whether the cover was given a task or made it makes no difference: who covered sees the customers no more, and what a customer was
 * promised is kept by who serves them. Whoever reaches a customer otherwise, by a seat in the team for instance, keeps what they have to do there.
 */
@ApplicationScoped
public class CoverWork {
    private static final String LEFT =
            """
            select c.id from customers c join units theirs on theirs.id = c.unit_id
              join users u on u.id = ?2 left join units own on own.id = u.unit_id
             where c.advisor_id = ?1
               and c.id in (select customer_id from tasks where assignee_id = ?2 and state = 'OPEN'
                            union select customer_id from appointments
                                   where owner_id = ?2 and state = 'BOOKED' and starts_at > cast(?4 as timestamptz)
                            union select customer_id from visits where advisor_id = ?2 and checked_out_at is null)
               and not %s"""
                    .formatted(Assignees.REACHES);

    /** Who covers or covered an advisor ?2 and reaches a customer ?1 of theirs no more. */
    private static final String COVERING =
            """
            select distinct u.id from advisor_covers away join users u on u.id = away.cover_id left join units own on own.id = u.unit_id
              join customers c on c.id = ?1 join units theirs on theirs.id = c.unit_id
             where away.covered_id = cast(?2 as uuid) and (%s) is not true"""
                    .formatted(Assignees.REACHES);

    private final Agenda agenda;
    private final Clock clock;
    private final ZoneId zone;

    CoverWork(Agenda agenda, Clock clock, WealthConfig config) {
        this.agenda = agenda;
        this.clock = clock;
        this.zone = config.zone();
    }

    /** Joins the transaction. @param today the business date, on which the cover counts no more */
    public Uni<Void> giveBack(UUID covered, UUID cover, LocalDate today) {
        return Db.select(UUID.class, LEFT, covered, cover, today, clock.instant())
                .chain(customers -> customers.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : agenda.handOver(customers, cover, covered, null).replaceWithVoid());
    }

    /**
     * What the covers of an advisor have still to do about a customer who is theirs no more. Joins the transaction.
     *
     * @param from who served the customer; null when out of the public pool
     * @param to null for the public pool
     * @param by null where nobody did it
     */
    Uni<Void> handOver(UUID customer, UUID from, UUID to, UUID by) {
        return Db.select(UUID.class, COVERING, customer, from, LocalDate.now(clock.withZone(zone)))
                .chain(covers -> Db.each(covers, cover -> agenda.handOver(List.of(customer), cover, to, by)));
    }
}
