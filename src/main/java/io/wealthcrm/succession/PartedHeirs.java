package io.wealthcrm.succession;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.CustomersParted;
import io.wealthcrm.customer.Handover;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.OutboxHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who comes out of a merge as the customer of somebody who has left meanwhile goes to who serves the other of the two, as they went together
 * while they were one. It becomes a part of the leaver's succession, as if it had been done then: taken back, all of them come back.
 */
@ApplicationScoped
class PartedHeirs implements OutboxHandler<CustomersParted> {
    /** ?1 and ?2 the two; the other one is with somebody who is there, or in the pool. */
    private static final String LEFT_BEHIND =
            """
            select s.id, s.operation_id, c.id as customer_id, c.advisor_id as from_id, c.unit_id as from_unit, o.advisor_id as to_id,
                   o.unit_id as to_unit, %s as lead_id
              from customers c join users gone on gone.id = c.advisor_id and not gone.active
              join customers o on o.id in (?1, ?2) and o.id <> c.id left join users heir on heir.id = o.advisor_id
             cross join lateral (select l.id, l.operation_id from successions l
                                  where l.user_id = gone.id and l.kind = 'OFFBOARDING' and l.state = 'DONE' order by l.id desc limit 1) s
             where c.id in (?1, ?2) and (o.advisor_id is null or heir.active)"""
                    .formatted(Leavers.LEAD.formatted("c.unit_id", "gone.id"));

    private static final int LOOKS = 5;

    private static final String HANDOVERS =
            """
            insert into customer_handovers (operation_id, customer_id, from_id, from_unit, to_id, to_unit, works_id, works_unit)
            select ?2, customer_id, from_id, from_unit, to_id, to_unit, works_id, works_unit from customer_handovers where operation_id = ?1""";

    /** What tells of it names the operation. */
    private static final String ROWS =
            """
            update restorable_rows r
               set operation_id = ?2, after = case when r.relation = 'timeline_entries' and r.after ->> 'ref_id' = cast(cast(?1 as uuid) as text)
                                                   then jsonb_set(r.after, '{ref_id}', to_jsonb(cast(?2 as uuid))) else r.after end
             where r.operation_id = ?1""";

    private static final String MAY_RENAME = "select set_config('wealth.restoring', ?1, true)";

    private static final String TIMELINE =
            "update timeline_entries set ref_id = ?2 where customer_id = ?3 and ref_id = cast(?1 as uuid)";

    private final Locks locks;
    private final Execution execution;
    private final HandoverNews news;
    private final Audit audit;

    PartedHeirs(Locks locks, Execution execution, HandoverNews news, Audit audit) {
        this.locks = locks;
        this.execution = execution;
        this.news = news;
        this.audit = audit;
    }

    /** @param to null for the pool @param lead the nearest who is there; may be null */
    record LeftBehind(
            UUID succession, UUID operation, UUID customer, UUID from, UUID fromUnit, UUID to, UUID toUnit, UUID lead) {
        Handover handover() {
            return to == null
                    ? new Handover(customer, from, fromUnit, null, toUnit, lead, fromUnit)
                    : new Handover(customer, from, fromUnit, to, toUnit, to, toUnit);
        }
    }

    @Override
    public Class<CustomersParted> event() {
        return CustomersParted.class;
    }

    /**
     * Looked up again under the locks: the heir may leave right now, the other of the two be with somebody else, or the leaver come back.
     *
     * @throws IllegalStateException where it went on changing; it is tried again later
     */
    @Override
    public Uni<Void> handle(CustomersParted parted) {
        return settled(parted, Set.of(), LOOKS).chain(found -> Db.each(found, one -> follow(one, parted.by())));
    }

    private Uni<List<LeftBehind>> settled(CustomersParted parted, Set<UUID> locked, int looks) {
        return find(parted).chain(found -> {
            Set<UUID> people = people(found);
            if (locked.containsAll(people)) {
                return found.isEmpty() ? Uni.createFrom().item(found) : held(parted, locked);
            }
            if (looks == 0) {
                throw new IllegalStateException("the heir went on changing");
            }
            return locks.people(people).chain(() -> settled(parted, union(locked, people), looks - 1));
        });
    }

    /** The customers are locked last, as everywhere; whoever moved until then is seen now. */
    private Uni<List<LeftBehind>> held(CustomersParted parted, Set<UUID> locked) {
        return locks.two(parted.survivorId(), parted.mergedId())
                .chain(() -> find(parted))
                .invoke(found -> {
                    if (!locked.containsAll(people(found))) {
                        throw new IllegalStateException("the heir changed at last");
                    }
                });
    }

    private static Set<UUID> people(List<LeftBehind> found) {
        return found.stream()
                .flatMap(one -> Stream.of(one.from(), one.to()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static Set<UUID> union(Set<UUID> some, Set<UUID> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toSet());
    }

    private static Uni<List<LeftBehind>> find(CustomersParted parted) {
        return Db.select(LeftBehind.class, LEFT_BEHIND, parted.survivorId(), parted.mergedId());
    }

    private Uni<Void> follow(LeftBehind one, UUID by) {
        return execution
                .follow(one.handover(), by)
                .call(part -> news.tellHeirs(one.succession(), part, one.from(), by))
                .call(part -> Db.execute(HANDOVERS, part, one.operation()))
                .call(part -> Db.execute(ROWS, part, one.operation()))
                .call(() -> Db.select(String.class, MAY_RENAME, "timeline_entries"))
                .call(part -> Db.execute(TIMELINE, part, one.operation(), one.customer()))
                .call(() -> Db.select(String.class, MAY_RENAME, ""))
                .chain(() -> audit.record(by, "OFFBOARDING_FOLLOWED", "SUCCESSION", one.succession()));
    }
}
