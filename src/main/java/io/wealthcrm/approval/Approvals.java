package io.wealthcrm.approval;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Outbox;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Approvals (审批) for other features. A feature that wants its own things approved, such as an order or a payout,
 *
 * <ol>
 *   <li>calls {@link #open} in the transaction that makes the thing wait; without an active flow that applies it answers
 *       null, and the feature goes by its own rule;
 *   <li>takes decisions at a route of its own, named in {@link OpenApproval#decideAt}: there it first asks
 *       {@link #awaited}, then locks its own row, then calls {@link #decide};
 *   <li>moves its own row in the same transaction when the state answered has {@link ApprovalState#ended() ended}, and by
 *       its status: APPROVED, REJECTED or RETURNED; while it is OPEN a further step is awaited and nothing moves.
 * </ol>
 *
 * All methods join the caller's transaction. Whoever cannot join hears of the end by {@link ApprovalEnded}. A thing sent back
 * to the requester is opened anew when it is submitted again.
 */
@ApplicationScoped
public class Approvals {
    private final ApprovalQueries queries;
    private final Outbox outbox;
    private final Clock clock;
    private final WealthConfig firm;

    Approvals(ApprovalQueries queries, Outbox outbox, Clock clock, WealthConfig firm) {
        this.queries = queries;
        this.outbox = outbox;
        this.clock = clock;
        this.firm = firm;
    }

    /**
     * Opens the steps that apply of the kind's active version. Null, and nothing is written, when there is no active version
     * or none of its steps applies.
     */
    public Uni<ApprovalState> open(OpenApproval asked) {
        return queries.activeOf(asked.kind())
                .chain(version -> version == null
                        ? Uni.createFrom().nullItem()
                        : queries.flowSteps(List.of(version.id)).chain(steps -> openIfAny(asked, version, steps)));
    }

    /**
     * What the caller may decide of the subject's open request, as of now; null while none is open. Ask before the subject's
     * own lock is taken, so that of two people who decide the same step one wins and the other is told.
     */
    public Uni<Awaited> awaited(Caller caller, String kind, UUID subjectId) {
        return Awaited.bySubject(caller.userId(), today(), kind, subjectId);
    }

    /**
     * Decides the step that was open to the caller. The whole effect, and {@link ApprovalEnded} with the last step, is the
     * caller's transaction's.
     *
     * @throws Problem OWN_REQUEST, NOT_YOUR_STEP (403); APPROVAL_ENDED, STEP_NOT_OPEN (409, with the current state);
     *     INVALID_INPUT for a missing note or a stage that is not an earlier one
     */
    public Uni<ApprovalState> decide(Caller caller, Awaited awaited, ApprovalDecision decision) {
        awaited.requireMayDecide();
        return queries.locked(awaited.requestId())
                .invoke(ApprovalRequest::requireOpen)
                .call(request -> queries.live(request.id)
                        .map(live -> decided(request, live, caller.userId(), awaited, decision))
                        .chain(Approvals::store))
                .call(request -> tellEnd(request, caller.userId()))
                .map(ApprovalState::of);
    }

    /** Ends the open request of a subject that has ended itself; nothing when none is open. */
    public Uni<Void> withdraw(String kind, UUID subjectId) {
        return queries.openOf(kind, subjectId)
                .chain(id -> id == null
                        ? Uni.createFrom().voidItem()
                        : queries.locked(id)
                                .call(request ->
                                        queries.live(id).invoke(live -> request.withdraw(live, clock.instant())))
                                .chain(request -> tellEnd(request, request.requesterId)));
    }

    /** Opens a request whose version is known. @throws Problem NO_APPROVAL_FLOW when no step applies */
    Uni<ApprovalRequest> start(ApprovalRequest request, FlowVersion version, List<FlowStep> flow) {
        request.versionId = version.id;
        List<ApprovalStep> steps = request.start(flow, clock.instant());
        return store(Stream.concat(Stream.of(request), steps.stream()).toList()).replaceWith(request);
    }

    /** The end of a request is news. */
    Uni<Void> tellEnd(ApprovalRequest request, UUID by) {
        return request.status == ApprovalStatus.OPEN ? Uni.createFrom().voidItem() : outbox.publish(request.event(by));
    }

    /** The firm's business date. */
    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), firm.zone());
    }

    /** The units from the root down to this one. */
    static Uni<UUID[]> line(UUID unitId) {
        return Db.select(String.class, "select path from units where id = ?1", unitId)
                .map(rows -> Arrays.stream(rows.get(0).split("/"))
                        .filter(id -> !id.isEmpty())
                        .map(UUID::fromString)
                        .toArray(UUID[]::new));
    }

    private Uni<ApprovalState> openIfAny(OpenApproval asked, FlowVersion version, List<FlowStep> steps) {
        if (steps.stream().noneMatch(step -> step.appliesTo(asked.amount(), asked.productId()))) {
            return Uni.createFrom().nullItem();
        }
        return line(asked.unitId())
                .chain(line -> start(requested(asked, line), version, steps))
                .map(ApprovalState::of);
    }

    private static ApprovalRequest requested(OpenApproval asked, UUID[] line) {
        ApprovalRequest request = new ApprovalRequest();
        request.id = Ids.next();
        request.kind = asked.kind();
        request.subjectKind = asked.subjectKind();
        request.subjectId = asked.subjectId();
        request.title = asked.title();
        request.requesterId = asked.requesterId();
        request.barred = Stream.concat(Stream.of(asked.requesterId()), asked.interested().stream())
                .distinct()
                .toArray(UUID[]::new);
        request.line = line;
        request.amount = asked.amount();
        request.productId = asked.productId();
        request.decideAt = asked.decideAt();
        return request;
    }

    private List<ApprovalStep> decided(
            ApprovalRequest request, List<ApprovalStep> live, UUID by, Awaited awaited, ApprovalDecision decision) {
        ApprovalStep step = live.stream()
                .filter(candidate -> candidate.id.equals(awaited.stepId()))
                .findFirst()
                .orElseThrow(() -> Problem.of(
                        ApprovalProblem.STEP_NOT_OPEN, Map.of("current", request.status, "stage", request.stage)));
        return request.decide(live, step, by, awaited.actingFor(), decision, clock.instant());
    }

    private static Uni<Void> store(List<?> fresh) {
        return Db.session().chain(session -> session.persistAll(fresh.toArray()).chain(session::flush));
    }
}
