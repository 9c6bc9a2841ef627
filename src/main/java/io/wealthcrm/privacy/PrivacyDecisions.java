package io.wealthcrm.privacy;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Jobs;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Decides requests: copies are made by a job, an erasure is carried out in the decision's own transaction. */
@ApplicationScoped
class PrivacyDecisions {
    private static final String DECIDE =
            """
            update privacy_requests
               set state = ?2, decided_by = ?3, decided_at = ?4, answer_zh = cast(?5 as text), answer_en = cast(?6 as text),
                   done = cast(cast(?7 as text) as jsonb), version = version + 1
             where id = ?1""";

    /** What the decider verified of another erasure is for somebody else to reject. */
    private static final String CLOSE =
            """
            update privacy_requests r
               set state = 'REJECTED', decided_by = ?2, decided_at = ?3, version = version + 1,
                   answer_zh = '您的个人信息已全部删除，本请求无法再办理。',
                   answer_en = 'All of your personal data has been erased, so there is nothing left that this could be done for.'
             where r.customer_id = any (?1) and r.state in ('RECEIVED', 'VERIFIED', 'IN_PROGRESS') and r.id <> ?4
               and (r.kind <> 'ERASURE' or r.verified_by is distinct from ?2)
               and not exists (select from customers c where c.id = any (?1))
            returning r.id""";

    private final PrivacyRequests requests;
    private final Erasures erasures;
    private final Jobs jobs;
    private final Audit audit;
    private final Clock clock;
    private final WealthConfig config;

    PrivacyDecisions(
            PrivacyRequests requests, Erasures erasures, Jobs jobs, Audit audit, Clock clock, WealthConfig config) {
        this.requests = requests;
        this.erasures = erasures;
        this.jobs = jobs;
        this.audit = audit;
        this.clock = clock;
        this.config = config;
    }

    /** What becomes of the request. */
    private record Outcome(PrivacyState state, String zh, String en, String done) {}

    /** What the erasure that is asked for would do today. @throws Problem NOT_FOUND, also for other requests */
    @WithSession
    Uni<ErasurePlan> plan(UUID id) {
        return requests.find(id).chain(request -> {
            if (request.kind() != PrivacyKind.ERASURE) {
                throw Problem.of(CommonProblem.NOT_FOUND);
            }
            return erasures.plan(request.customerId());
        });
    }

    /**
     * @throws Problem NOT_FOUND, INVALID_INPUT, PRIVACY_REQUEST_STATE, PRIVACY_SAME_PERSON, ERASURE_PLAN_OUTDATED and the other
     *     refusals of erasing
     */
    @WithTransaction
    Uni<PrivacyRequestView> decide(Caller caller, UUID id, PrivacyDecision decision) {
        return requests.locked(id)
                .invoke(request -> requireDecidable(caller, request, decision))
                .chain(request -> outcome(caller, request, decision))
                .chain(outcome -> Db.execute(
                        DECIDE,
                        id,
                        outcome.state().name(),
                        caller.userId(),
                        clock.instant(),
                        outcome.zh(),
                        outcome.en(),
                        outcome.done()))
                .call(() -> audit.record(
                        caller.userId(), "PRIVACY_REQUEST_" + decision.decision(), PrivacyRequests.SUBJECT, id))
                .chain(() -> requests.find(id))
                .map(row -> PrivacyRequestView.of(row, LocalDate.now(clock.withZone(config.zone()))));
    }

    private static void requireDecidable(Caller caller, PrivacyRequest request, PrivacyDecision decision) {
        decision.check(request.kind());
        boolean rejected = decision.decision() == PrivacyDecision.Kind.REJECT;
        if (request.state() != PrivacyState.VERIFIED && !(rejected && request.state() == PrivacyState.RECEIVED)) {
            throw Problem.of(PrivacyProblem.PRIVACY_REQUEST_STATE, Map.of("current", request.state()));
        }
        if (request.kind() == PrivacyKind.ERASURE && caller.userId().equals(request.verifiedBy())) {
            throw Problem.of(PrivacyProblem.PRIVACY_SAME_PERSON);
        }
    }

    private Uni<Outcome> outcome(Caller caller, PrivacyRequest request, PrivacyDecision decision) {
        if (decision.decision() == PrivacyDecision.Kind.REJECT || request.kind() == PrivacyKind.CORRECTION) {
            PrivacyState end =
                    decision.decision() == PrivacyDecision.Kind.REJECT ? PrivacyState.REJECTED : PrivacyState.DONE;
            return Uni.createFrom().item(new Outcome(end, decision.answerZh(), decision.answerEn(), null));
        }
        return request.kind().isCopy()
                ? jobs.restart(CopyJob.KIND, request.id())
                        .onItem()
                        .ifNull()
                        .switchTo(() -> jobs.start(CopyJob.KIND, request.id(), 1, caller.userId()))
                        .map(job -> new Outcome(PrivacyState.IN_PROGRESS, null, null, null))
                : erased(caller, request, decision).map(this::erased);
    }

    private Uni<ErasurePlan> erased(Caller caller, PrivacyRequest request, PrivacyDecision decision) {
        UUID customer = request.customerId();
        return Db.select(UUID.class, "select persons_of(?1)", customer)
                .chain(persons -> erasures.carryOut(customer, decision.planToken())
                        .call(() -> audit.record(caller.userId(), "CUSTOMER_ERASED", "CUSTOMER", customer))
                        .call(() -> closeOthers(caller, request, persons)));
    }

    /** What else the person had asked for ends with them, and says so. */
    private Uni<Void> closeOthers(Caller caller, PrivacyRequest request, List<UUID> persons) {
        return Db.select(
                        UUID.class, CLOSE, persons.toArray(UUID[]::new), caller.userId(), clock.instant(), request.id())
                .chain(closed -> Db.each(
                        closed,
                        id -> audit.record(caller.userId(), "PRIVACY_REQUEST_REJECT", PrivacyRequests.SUBJECT, id)));
    }

    private Outcome erased(ErasurePlan plan) {
        ErasureAnswer answer = new ErasureAnswer(plan.steps());
        return new Outcome(
                plan.keepsNothing() ? PrivacyState.DONE : PrivacyState.PARTLY_DONE,
                answer.zh(),
                answer.en(),
                erasures.write(plan.steps()));
    }
}
