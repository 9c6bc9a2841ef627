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
                : erasures.carryOut(request.customerId(), decision.planToken())
                        .call(() -> audit.record(caller.userId(), "CUSTOMER_ERASED", "CUSTOMER", request.customerId()))
                        .map(this::erased);
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
