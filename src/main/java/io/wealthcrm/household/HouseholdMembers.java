package io.wealthcrm.household;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.Customers;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.Changes;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Who is in which household; everything joins the caller's transaction, which has locked the household. */
@ApplicationScoped
class HouseholdMembers {
    private static final String SEEN =
            """
            select count(*) from customers
             where id = any (?1) and (cast(?2 as boolean) or advisor_id = any (?3) or unit_id = any (?4) or id = any (?5))""";

    private static final String PUT =
            """
            insert into household_members as m (id, household_id, customer_id, role, since, by_id)
            values (?1, ?2, ?3, ?4, coalesce(cast(?5 as date), cast(?6 as date)), ?7)
            on conflict (household_id, customer_id) where until is null do update
               set role = excluded.role, since = coalesce(cast(?5 as date), m.since)""";

    private final Customers customers;

    HouseholdMembers(Customers customers) {
        this.customers = customers;
    }

    /** @throws Problem UNKNOWN_HOUSEHOLD_MEMBER unless all of them are in sight */
    Uni<Void> requireSeen(Scope scope, List<UUID> ids) {
        return Db.select(
                        Long.class,
                        SEEN,
                        ids.toArray(UUID[]::new),
                        scope.firm(),
                        scope.mineArray(),
                        scope.unitArray(),
                        scope.seatArray())
                .invoke(seen -> {
                    if (seen.get(0) < ids.size()) {
                        throw Problem.of(HouseholdProblem.UNKNOWN_HOUSEHOLD_MEMBER);
                    }
                })
                .replaceWithVoid();
    }

    /** Adds the first members as a part of the changes. */
    void add(UUID household, NewHousehold input, UUID by, LocalDate today, Changes changes) {
        changes.add(
                null,
                """
                insert into household_members (id, household_id, customer_id, role, since, by_id)
                select uuidv7(), ?1, m.customer_id, m.role, cast(m.since as date), ?5
                  from unnest(cast(?2 as uuid[]), cast(?3 as text[]), cast(?4 as text[])) as m (customer_id, role, since)""",
                household,
                input.ids().toArray(UUID[]::new),
                input.members().stream().map(member -> member.role().name()).toArray(String[]::new),
                input.members().stream()
                        .map(member -> (member.since() == null ? today : member.since()).toString())
                        .toArray(String[]::new),
                by);
    }

    /** @throws Problem NOT_FOUND for a customer out of sight, HEAD_TAKEN */
    Uni<Integer> put(Caller caller, UUID household, UUID customer, NewMember input, LocalDate today) {
        return customers
                .brief(caller.scope(), customer)
                .chain(() -> Db.execute(
                        PUT,
                        Ids.next(),
                        household,
                        customer,
                        input.role().name(),
                        input.since(),
                        today,
                        caller.userId()))
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "household_members_one_head"))
                .transform(failure -> Problem.of(HouseholdProblem.HEAD_TAKEN));
    }

    /** @throws Problem NOT_FOUND for a customer out of sight or who is no member */
    Uni<Void> end(Caller caller, UUID household, UUID customer, LocalDate today) {
        return customers
                .brief(caller.scope(), customer)
                .chain(() -> Db.execute(
                        """
                        update household_members set until = greatest(since, ?3), ended_by = ?4
                         where household_id = ?1 and customer_id = ?2 and until is null""",
                        household,
                        customer,
                        today,
                        caller.userId()))
                .invoke(ended -> {
                    if (ended == 0) {
                        throw Problem.of(CommonProblem.NOT_FOUND);
                    }
                })
                .replaceWithVoid();
    }

    /** The note itself and its line on the timeline of each member of now. */
    Changes tell(UUID household, HouseholdNote note) {
        return new Changes()
                .add(
                        null,
                        "insert into household_notes (id, household_id, text, by_id, at) values (?1, ?2, ?3, ?4, ?5)",
                        note.id(),
                        household,
                        note.text(),
                        note.by(),
                        note.at())
                .add(
                        null,
                        """
                        insert into timeline_entries (id, customer_id, at, kind, by_id, ref_id, data)
                        select uuidv7(), customer_id, ?3, 'HOUSEHOLD_NOTE', ?4, ?2,
                               jsonb_build_object('summary', cast(?5 as text), 'householdId', cast(?1 as uuid))
                          from household_members where household_id = ?1 and until is null""",
                        household,
                        note.id(),
                        note.at(),
                        note.by(),
                        note.text());
    }
}
