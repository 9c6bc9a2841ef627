package io.wealthcrm.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.identity.SessionEnded;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Outbox;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Restorations;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes two files of one customer one, and two of them again; what is done to the rows is said in V221. */
@ApplicationScoped
class Merging {
    /** In the order of their ids, so that merges which share a customer take turns. */
    private static final String LOCK =
            """
            select c.id from customers c
             where c.id in (?1, ?2) and (cast(?3 as boolean) or c.advisor_id = any(?4) or c.unit_id = any(?5)) order by c.id for update""";

    private static final String GONE =
            """
            select m.id from merged_customers m join customers c on c.id = m.merged_into
             where m.id in (?1, ?2) and (cast(?3 as boolean) or c.advisor_id = any(?4) or c.unit_id = any(?5))""";

    private static final String MERGE =
            """
            select cast(merge_customers(?1, ?2, ?3, ?4, cast(?5 as timestamptz), cast(?6 as date), cast(?7 as boolean),
                                        cast(cast(?8 as text) as jsonb), cast(cast(?9 as text) as jsonb)) as text)""";

    private static final String PREPARE = "select cast(prepare_unmerge(?1, ?2) as text)";

    private static final String FINISH =
            "select cast(finish_unmerge(?1, ?2, (select at from restorable_operations where id = ?3), ?4) as text)";

    private final CustomerQueries queries;
    private final ExtraFields extraFields;
    private final PersonalData personal;
    private final Restorations restorations;
    private final ObjectMapper json;
    private final Outbox outbox;
    private final Audit audit;
    private final Clock clock;
    private final WealthConfig config;

    Merging(
            CustomerQueries queries,
            ExtraFields extraFields,
            PersonalData personal,
            Restorations restorations,
            ObjectMapper json,
            Outbox outbox,
            Audit audit,
            Clock clock,
            WealthConfig config) {
        this.queries = queries;
        this.extraFields = extraFields;
        this.personal = personal;
        this.restorations = restorations;
        this.json = json;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
        this.config = config;
    }

    /** What the database did. */
    record Done(Map<String, Long> moved, List<UUID> sessions) {}

    Uni<MergedFiles> merge(Caller caller, UUID operation, UUID survivor, UUID merged, Map<MergeField, Side> fields) {
        return lock(caller.scope(), survivor, merged)
                .chain(() -> both(caller.scope(), survivor, merged))
                .chain(pair -> extraFields
                        .file(caller, pair.survivor())
                        .chain(file -> merge(caller, operation, pair, file.access(), fields)))
                .call(() -> audit.record(caller.userId(), "CUSTOMERS_MERGED", "CUSTOMER", survivor))
                .call(() -> audit.record(caller.userId(), "CUSTOMERS_MERGED", "CUSTOMER", merged));
    }

    /** Both, or neither. */
    private Uni<Void> lock(Scope scope, UUID one, UUID other) {
        return Db.select(UUID.class, LOCK, one, other, scope.firm(), scope.mineArray(), scope.unitArray())
                .chain(found -> found.size() == 2
                        ? Uni.createFrom().voidItem()
                        : Db.select(UUID.class, GONE, one, other, scope.firm(), scope.mineArray(), scope.unitArray())
                                .map(gone -> {
                                    throw gone.isEmpty()
                                            ? Problem.of(CommonProblem.NOT_FOUND)
                                            : Problem.of(CustomerProblem.MERGE_MERGED);
                                }));
    }

    /** Read and let go: the session must not write them, nor show them later as they were. */
    private Uni<FilePair> both(Scope scope, UUID survivor, UUID merged) {
        return customer(scope, survivor)
                .chain(first -> customer(scope, merged).map(second -> new FilePair(first, second)))
                .call(pair -> Db.session().invoke(session -> session.detach(pair.survivor())))
                .call(pair -> Db.session().invoke(session -> session.detach(pair.merged())));
    }

    private Uni<Customer> customer(Scope scope, UUID id) {
        return queries.customer(id, scope.firm(), scope.mine(), scope.units(), List.of(), null);
    }

    private Uni<MergedFiles> merge(
            Caller caller, UUID operation, FilePair pair, FieldAccess access, Map<MergeField, Side> fields) {
        FileSides sides = pair.sides(access, fields, personal, json);
        requireMergeable(caller, pair, sides);
        Customer result = pair.result(sides, access, personal, json);
        return Db.select(
                        String.class,
                        MERGE,
                        operation,
                        pair.merged().id,
                        pair.survivor().id,
                        caller.userId(),
                        clock.instant(),
                        today(),
                        sides.takesMerged(MergeField.PHONE),
                        CustomerColumns.of(result, json).toString(),
                        CustomerColumns.otherPhone(pair, sides, personal, clock.instant(), json)
                                .toString())
                .onFailure(DatabaseProblem::isBrokenConstraint)
                .transform(Merging::contradiction)
                .call(() -> restorations.change(
                        operation,
                        "customers",
                        Tiers.SETTLE_ONE,
                        today(),
                        config.zone().getId(),
                        pair.survivor().id))
                .map(rows -> read(rows.get(0)))
                .call(done -> outbox.publishAll(
                        done.sessions().stream().map(SessionEnded::new).toList()))
                .map(done -> new MergedFiles(sides.shown(), done.moved()));
    }

    private static void requireMergeable(Caller caller, FilePair pair, FileSides sides) {
        if (pair.survivor().erasedAt != null || pair.merged().erasedAt != null) {
            throw Problem.of(CustomerProblem.MERGE_ERASED);
        }
        if (pair.survivor().contactShieldUntil != null || pair.merged().contactShieldUntil != null) {
            throw Problem.of(CustomerProblem.MERGE_IN_COOLING_OFF);
        }
        if (sides.differ(MergeField.ID_NUMBER)
                && !(caller.has(Role.COMPLIANCE) && sides.isAsked(MergeField.ID_NUMBER))) {
            throw Problem.of(CustomerProblem.DIFFERENT_ID_NUMBERS);
        }
    }

    /** How the two are related to others may not add up. */
    private static Throwable contradiction(Throwable failure) {
        String constraint = DatabaseProblem.constraint(failure);
        if ("customer_relations_acyclic".equals(constraint)) {
            return Problem.of(CustomerProblem.RELATION_CYCLE);
        }
        return "customer_relations_kin".equals(constraint)
                ? Problem.of(CustomerProblem.CONTRADICTING_RELATION)
                : failure;
    }

    /** By whoever sees both once they are two again, as for the merge; else all of it is rolled back. */
    Uni<Void> undo(Caller caller, UUID operation, UUID survivor, UUID merged) {
        Scope scope = caller.scope();
        return Db.one(UUID.class, LOCK, survivor, survivor, scope.firm(), scope.mineArray(), scope.unitArray())
                .chain(() -> Db.select(String.class, PREPARE, operation, survivor))
                .chain(() -> restorations.undo(operation, "MERGE", caller.userId()))
                .chain(() -> lock(scope, survivor, merged))
                .chain(() -> Db.select(String.class, FINISH, merged, survivor, operation, today()))
                .chain(() -> audit.record(caller.userId(), "CUSTOMERS_UNMERGED", "CUSTOMER", survivor))
                .chain(() -> audit.record(caller.userId(), "CUSTOMERS_UNMERGED", "CUSTOMER", merged))
                .chain(() -> outbox.publish(new CustomersParted(operation, survivor, merged, caller.userId())));
    }

    private Done read(String text) {
        try {
            JsonNode tree = json.readTree(text);
            return new Done(
                    json.convertValue(tree.get("moved"), new TypeReference<>() {}),
                    json.convertValue(tree.get("sessions"), new TypeReference<>() {}));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(config.zone()));
    }
}
