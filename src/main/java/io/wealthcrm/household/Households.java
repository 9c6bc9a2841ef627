package io.wealthcrm.household;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Changes;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.MergePatch;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Version;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Founds and changes households, and writes notes down for all of their members. */
@ApplicationScoped
class Households {
    /** Members at most. */
    static final int MOST = 50;

    private static final String SUBJECT = "HOUSEHOLD";
    private static final String MOVED = "update households set version = version + 1 where id = ?1";

    private final HouseholdReads reads;
    private final HouseholdMembers members;
    private final MergePatch mergePatch;
    private final Audit audit;
    private final Clock clock;
    private final WealthConfig config;

    Households(
            HouseholdReads reads,
            HouseholdMembers members,
            MergePatch mergePatch,
            Audit audit,
            Clock clock,
            WealthConfig config) {
        this.reads = reads;
        this.members = members;
        this.mergePatch = mergePatch;
        this.audit = audit;
        this.clock = clock;
        this.config = config;
    }

    /** With members who are all in sight. @throws Problem UNKNOWN_HOUSEHOLD_MEMBER, ALREADY_MEMBER, HEAD_TAKEN, INVALID_INPUT */
    @WithTransaction
    Uni<HouseholdView> found(Caller caller, NewHousehold input) {
        LocalDate today = today();
        input.check(today);
        UUID id = Ids.next();
        Changes changes = new Changes();
        changes.add(
                null,
                "insert into households (id, name, kind, created_by, created_at) values (?1, ?2, ?3, ?4, ?5)",
                id,
                input.name().strip(),
                input.kind().name(),
                caller.userId(),
                clock.instant());
        members.add(id, input, caller.userId(), today, changes);
        audit.record(caller.userId(), "HOUSEHOLD_FOUNDED", SUBJECT, id, changes);
        return members.requireSeen(caller.scope(), input.ids())
                .chain(changes::send)
                .chain(() -> reads.view(caller.scope(), id));
    }

    /** @throws Problem NOT_FOUND, VERSION_REQUIRED, STALE_VERSION, INVALID_INPUT */
    @WithTransaction
    Uni<HouseholdView> change(Caller caller, UUID id, String ifMatch, ObjectNode patch) {
        return locked(caller, id)
                .invoke(household -> Version.require(ifMatch, household.version()))
                .map(household -> mergePatch.apply(household.edit(), patch, HouseholdEdit.class))
                .call(edit -> Db.execute(
                        "update households set name = ?2, kind = ?3, version = version + 1 where id = ?1",
                        id,
                        edit.name().strip(),
                        edit.kind().name()))
                .call(() -> audit.record(caller.userId(), "HOUSEHOLD_CHANGED", SUBJECT, id))
                .chain(() -> reads.view(caller.scope(), id));
    }

    /**
     * Makes a customer in sight a member, or changes what a member is in it. Who comes and goes moves the household's version.
     *
     * @param ifMatch the household's version, where the customer is a member already
     * @throws Problem NOT_FOUND, VERSION_REQUIRED, STALE_VERSION, HEAD_TAKEN, HOUSEHOLD_FULL, INVALID_INPUT
     */
    @WithTransaction
    Uni<HouseholdView> put(Caller caller, UUID id, UUID customer, String ifMatch, NewMember input) {
        NewMember.check(input.since(), today());
        return locked(caller, id)
                .invoke(household -> requireCurrent(household, customer, ifMatch))
                .chain(() -> members.put(caller, id, customer, input, today()))
                .call(() -> Db.execute(MOVED, id))
                .call(() -> audit.record(caller.userId(), "HOUSEHOLD_MEMBER_PUT", SUBJECT, id))
                .chain(() -> reads.view(caller.scope(), id));
    }

    private static void requireCurrent(HouseholdView household, UUID customer, String ifMatch) {
        if (household.members().stream().anyMatch(member -> customer.equals(member.customerId()))) {
            Version.require(ifMatch, household.version());
        } else if (household.members().size() >= MOST) {
            throw Problem.of(HouseholdProblem.HOUSEHOLD_FULL);
        }
    }

    /** Ends a membership today; a household whose last member has gone is seen by nobody. @throws Problem NOT_FOUND */
    @WithTransaction
    Uni<Void> remove(Caller caller, UUID id, UUID customer) {
        return locked(caller, id)
                .chain(() -> members.end(caller, id, customer, today()))
                .call(() -> Db.execute(MOVED, id))
                .chain(() -> audit.record(caller.userId(), "HOUSEHOLD_MEMBER_REMOVED", SUBJECT, id));
    }

    /** Stands on the timeline of every member of now as well, also of those out of the caller's sight. @throws Problem NOT_FOUND */
    @WithTransaction
    Uni<HouseholdNote> write(Caller caller, UUID id, NewHouseholdNote input) {
        Instant now = clock.instant();
        HouseholdNote note =
                new HouseholdNote(Ids.next(), input.text().strip(), caller.userId(), caller.displayName(), now);
        return locked(caller, id).chain(() -> members.tell(id, note).send()).replaceWith(note);
    }

    /** One in sight: changes of one household queue. */
    private Uni<HouseholdView> locked(Caller caller, UUID id) {
        return Db.select(UUID.class, "select id from households where id = ?1 for update", id)
                .chain(() -> reads.view(caller.scope(), id));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), config.zone());
    }
}
