package io.wealthcrm.approval;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.approval.FlowView.VersionView;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The flows and their versions, as administrators keep them. */
@ApplicationScoped
class Flows {
    private final ApprovalQueries queries;
    private final Forms forms;
    private final Audit audit;
    private final Clock clock;

    Flows(ApprovalQueries queries, Forms forms, Audit audit, Clock clock) {
        this.queries = queries;
        this.forms = forms;
        this.audit = audit;
        this.clock = clock;
    }

    /** All kinds, each with its active version. Three round trips. */
    @WithSession
    Uni<List<FlowView>> list() {
        return queries.flows().chain(flows -> queries.allActive()
                .chain(versions -> steps(versions).map(steps -> flows.stream()
                        .map(flow -> FlowView.of(flow, versions, steps))
                        .toList())));
    }

    /** Newest first. @throws Problem NOT_FOUND */
    @WithSession
    Uni<List<VersionView>> versions(UUID flowId) {
        return flow(flowId).chain(() -> queries.versions(flowId)).chain(versions -> steps(versions)
                .map(steps -> versions.stream()
                        .map(version -> VersionView.of(version, steps))
                        .toList()));
    }

    /** @throws Problem FLOW_KIND_TAKEN */
    @WithTransaction
    Uni<FlowView> add(Caller caller, NewFlow input) {
        Flow flow = new Flow();
        flow.id = Ids.next();
        flow.kind = input.kind();
        flow.name = input.name().strip();
        flow.createdBy = caller.userId();
        flow.createdAt = clock.instant();
        return Db.persist(flow)
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "approval_flows_kind_key"))
                .transform(failure -> Problem.of(ApprovalProblem.FLOW_KIND_TAKEN))
                .call(() -> audit.record(caller.userId(), "APPROVAL_FLOW_ADDED", "APPROVAL_FLOW", flow.id))
                .map(added -> FlowView.of(added, List.of(), List.of()));
    }

    /** A further draft. @throws Problem NOT_FOUND, INVALID_INPUT */
    @WithTransaction
    Uni<VersionView> draft(Caller caller, UUID flowId, NewVersion input) {
        forms.requireSchema(input.formSchema());
        return flow(flowId)
                .chain(() -> queries.versions(flowId))
                .map(versions -> versions.isEmpty() ? 1 : versions.get(0).number + 1)
                .map(number -> FlowVersion.draft(flowId, number, input.formSchema(), caller.userId(), clock.instant()))
                .chain(Db::persist)
                .chain(version -> write(version, input));
    }

    /** Replaces a draft. @throws Problem NOT_FOUND, VERSION_REQUIRED, STALE_VERSION, FLOW_VERSION_FIXED, INVALID_INPUT */
    @WithTransaction
    Uni<VersionView> replace(UUID flowId, int number, String ifMatch, NewVersion input) {
        forms.requireSchema(input.formSchema());
        return version(flowId, number, ifMatch)
                .invoke(FlowVersion::requireDraft)
                .call(version -> Db.session()
                        .chain(session ->
                                session.lock(version, jakarta.persistence.LockModeType.PESSIMISTIC_FORCE_INCREMENT)))
                .invoke(version -> version.formSchema = input.formSchema())
                .call(version -> Db.execute("delete from approval_flow_steps where version_id = ?1", version.id))
                .chain(version -> write(version, input));
    }

    /**
     * New requests take this version from now on; the one before is retired.
     *
     * @throws Problem NOT_FOUND, VERSION_REQUIRED, STALE_VERSION, FLOW_VERSION_FIXED
     */
    @WithTransaction
    Uni<VersionView> activate(Caller caller, UUID flowId, int number, String ifMatch) {
        return version(flowId, number, ifMatch)
                .invoke(FlowVersion::requireDraft)
                .call(() -> retireActive(flowId))
                .invoke(version -> version.activate(caller.userId(), clock.instant()))
                .call(version -> audit.record(caller.userId(), "APPROVAL_FLOW_ACTIVATED", "APPROVAL_FLOW", flowId))
                .chain(this::flushed);
    }

    /** From now on no flow of the kind applies. @throws Problem NOT_FOUND, VERSION_REQUIRED, STALE_VERSION, FLOW_VERSION_FIXED */
    @WithTransaction
    Uni<VersionView> retire(Caller caller, UUID flowId, int number, String ifMatch) {
        return version(flowId, number, ifMatch)
                .invoke(version -> version.retire(clock.instant()))
                .call(version -> audit.record(caller.userId(), "APPROVAL_FLOW_RETIRED", "APPROVAL_FLOW", flowId))
                .chain(this::flushed);
    }

    private Uni<Void> retireActive(UUID flowId) {
        return queries.active(flowId)
                .onItem()
                .ifNotNull()
                .invoke(active -> active.retire(clock.instant()))
                .chain(() -> Db.session().chain(Mutiny.Session::flush));
    }

    private Uni<VersionView> flushed(FlowVersion version) {
        return Db.session()
                .chain(Mutiny.Session::flush)
                .chain(() -> steps(List.of(version)))
                .map(steps -> VersionView.of(version, steps));
    }

    private static Uni<VersionView> write(FlowVersion version, NewVersion input) {
        Map<Integer, Integer> slots = new HashMap<>();
        List<FlowStep> steps = new ArrayList<>();
        for (NewStep step : input.steps()) {
            if (step.amountFrom() != null
                    && step.amountBelow() != null
                    && step.amountFrom().compareTo(step.amountBelow()) >= 0) {
                throw Problem.invalid("/steps/" + steps.size() + "/amountBelow", "RANGE", "> amountFrom");
            }
            steps.add(FlowStep.of(version.id, slots.merge(step.stage(), 1, Integer::sum), step));
        }
        steps.sort(
                java.util.Comparator.<FlowStep>comparingInt(step -> step.stage).thenComparingInt(step -> step.slot));
        return Db.session()
                .chain(session -> session.persistAll(steps.toArray()).chain(session::flush))
                .map(nothing -> VersionView.of(version, steps));
    }

    private Uni<List<FlowStep>> steps(List<FlowVersion> versions) {
        return queries.flowSteps(versions.stream().map(version -> version.id).toList());
    }

    private Uni<FlowVersion> version(UUID flowId, int number, String ifMatch) {
        return queries.version(flowId, number)
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(CommonProblem.NOT_FOUND))
                .invoke(version -> Version.require(ifMatch, version.version));
    }

    private Uni<Flow> flow(UUID id) {
        return queries.flow(id).onItem().ifNull().failWith(() -> Problem.of(CommonProblem.NOT_FOUND));
    }
}
