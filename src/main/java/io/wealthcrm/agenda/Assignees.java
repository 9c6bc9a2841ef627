package io.wealthcrm.agenda;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.Customers;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/** Whom work may be given: oneself, or who is below oneself; with a customer only who sees that customer. */
@ApplicationScoped
class Assignees {
    private static final String BELOW =
            "select count(*) from users where id = ?1 and active and (id = ?2 or unit_id = any (?3))";

    /** Of a user {@code u} of the unit {@code own} and a customer {@code c} of {@code theirs}; ?3 today. */
    static final String REACHES =
            """
            (c.advisor_id = u.id
                    or exists (select from seats_in_force s
                                where s.customer_id = c.id and s.person_id = u.id and (s.to_on is null or s.to_on >= cast(?3 as date)))
                    or exists (select from advisor_covers v
                                where v.covered_id = c.advisor_id and v.cover_id = u.id and v.ended_at is null
                                  and cast(?3 as date) between v.from_on and v.to_on)
                    or u.roles && array['COMPLIANCE', 'OPERATIONS', 'FINANCE', 'CALLBACK', 'EXECUTIVE']
                    or u.roles && array['TEAM_LEAD', 'BRANCH_MANAGER'] and starts_with(theirs.path, own.path))""";

    private static final String SEES =
            """
            select count(*)
              from users u left join units own on own.id = u.unit_id
              join customers c on c.id = ?2 join units theirs on theirs.id = c.unit_id
             where u.id = ?1 and u.active and """
                    + REACHES;

    private final Customers customers;
    private final Clock clock;
    private final ZoneId zone;

    Assignees(Customers customers, Clock clock, WealthConfig config) {
        this.customers = customers;
        this.clock = clock;
        this.zone = config.zone();
    }

    /**
     * Oneself or somebody below who sees the customer. Joins the caller's session.
     *
     * @param customer may be null
     * @throws Problem NOT_FOUND for a customer out of the caller's sight, UNKNOWN_ASSIGNEE
     */
    Uni<Void> require(Caller caller, UUID assignee, UUID customer) {
        return Db.select(
                        Long.class,
                        BELOW,
                        assignee,
                        caller.userId(),
                        caller.scope().unitArray())
                .invoke(Assignees::requireFound)
                .chain(() -> requireSight(caller, assignee, customer));
    }

    /** Both see the customer, who may be null. Joins the session. @throws Problem NOT_FOUND, UNKNOWN_ASSIGNEE */
    Uni<Void> requireSight(Caller caller, UUID assignee, UUID customer) {
        return customer == null
                ? Uni.createFrom().voidItem()
                : customers
                        .brief(caller.scope(), customer)
                        .chain(() ->
                                Db.select(Long.class, SEES, assignee, customer, LocalDate.now(clock.withZone(zone))))
                        .invoke(Assignees::requireFound)
                        .replaceWithVoid();
    }

    private static void requireFound(List<Long> count) {
        if (count.get(0) == 0) {
            throw Problem.of(AgendaProblem.UNKNOWN_ASSIGNEE);
        }
    }
}
