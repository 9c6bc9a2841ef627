package io.wealthcrm.approval;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Requests as people make, read, decide and withdraw them; those about a feature's own things are only read here. */
@ApplicationScoped
class Requests {
    /** Opened by the features they belong to. */
    private static final Set<String> RESERVED = Set.of("ORDER", "PAYOUT", "DISCOUNT");

    private static final UUID LAST = new UUID(-1, -1);

    private final Approvals approvals;
    private final ApprovalQueries queries;
    private final Forms forms;
    private final Clock clock;

    Requests(Approvals approvals, ApprovalQueries queries, Forms forms, Clock clock) {
        this.approvals = approvals;
        this.queries = queries;
        this.forms = forms;
        this.clock = clock;
    }

    /** @throws Problem NO_APPROVAL_FLOW, INVALID_INPUT for the form, NOT_FOUND and CONFLICT for the one it replaces */
    @WithTransaction
    Uni<RequestView> make(Caller caller, NewRequest input) {
        if (RESERVED.contains(input.kind())) {
            throw Problem.of(ApprovalProblem.NO_APPROVAL_FLOW);
        }
        return requireReturned(caller, input)
                .chain(() -> queries.activeOf(input.kind()))
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(ApprovalProblem.NO_APPROVAL_FLOW))
                .invoke(version -> forms.requireFits(version.formSchema, input.form()))
                .chain(version -> started(caller, input, version))
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "approval_requests_replaces_key"))
                .transform(failure -> Problem.of(CommonProblem.CONFLICT));
    }

    /** The caller's own, newest first. One round trip. */
    @WithSession
    Uni<Page<RequestView>> own(Caller caller, PageRequest page) {
        Cursor cursor = page.cursor(1);
        return queries.requestedBy(caller.userId(), cursor == null ? LAST : cursor.uuid(0), page.rows())
                .map(rows -> Page.of(rows, page.limit(), request -> Cursor.of(request.id))
                        .map(request -> RequestView.of(request, null)));
    }

    /** @throws Problem NOT_FOUND unless the caller requested it or decides, or decided, a step */
    @WithSession
    Uni<RequestView> view(Caller caller, UUID id) {
        return seen(caller, id).chain(() -> view(id));
    }

    /** @throws Problem NOT_FOUND, DECIDED_ELSEWHERE and those of {@link Approvals#decide} */
    @WithTransaction
    Uni<RequestView> decide(Caller caller, UUID id, ApprovalDecision decision) {
        return seen(caller, id)
                .invoke(awaited -> requireFreeForm(awaited.decideAt()))
                .chain(awaited -> approvals.decide(caller, awaited, decision))
                .chain(() -> view(id));
    }

    /** Only by whoever requested it. @throws Problem NOT_FOUND, DECIDED_ELSEWHERE, APPROVAL_ENDED */
    @WithTransaction
    Uni<RequestView> withdraw(Caller caller, UUID id) {
        return queries.locked(id)
                .invoke(request -> requireRequester(caller, request))
                .invoke(request -> requireFreeForm(request.decideAt))
                .call(request -> queries.live(id).invoke(live -> request.withdraw(live, clock.instant())))
                .call(request -> approvals.tellEnd(request, caller.userId()))
                .chain(() -> view(id));
    }

    private Uni<RequestView> started(Caller caller, NewRequest input, FlowVersion version) {
        ApprovalRequest request = new ApprovalRequest();
        request.id = Ids.next();
        request.kind = input.kind();
        request.subjectKind = input.kind();
        request.subjectId = request.id;
        request.title = input.title().strip();
        request.requesterId = caller.userId();
        request.barred = new UUID[] {caller.userId()};
        request.amount = input.amount() == null ? null : input.amount().amount();
        request.productId = input.productId();
        request.form = input.form();
        request.replacesId = input.replaces();
        return Approvals.line(caller.unitId())
                .invoke(line -> request.line = line)
                .chain(() -> queries.flowSteps(List.of(version.id)))
                .chain(steps -> approvals.start(request, version, steps))
                .chain(() -> view(request.id));
    }

    private Uni<Void> requireReturned(Caller caller, NewRequest input) {
        if (input.replaces() == null) {
            return Uni.createFrom().voidItem();
        }
        return queries.request(input.replaces())
                .invoke(returned -> requireRequester(caller, returned))
                .invoke(returned -> {
                    if (returned.status != ApprovalStatus.RETURNED || !returned.kind.equals(input.kind())) {
                        throw Problem.of(CommonProblem.CONFLICT, Map.of("current", returned.status));
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Awaited> seen(Caller caller, UUID id) {
        return Awaited.byId(caller.userId(), approvals.today(), id).invoke(awaited -> {
            if (awaited == null || !awaited.own() && !awaited.concerned()) {
                throw Problem.of(CommonProblem.NOT_FOUND);
            }
        });
    }

    private Uni<RequestView> view(UUID id) {
        return queries.session()
                .chain(Mutiny.Session::flush)
                .chain(() -> queries.request(id))
                .chain(request -> queries.all(id).map(steps -> RequestView.of(request, steps)));
    }

    private static void requireRequester(Caller caller, ApprovalRequest request) {
        if (request == null || !request.requesterId.equals(caller.userId())) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
    }

    private static void requireFreeForm(String decideAt) {
        if (decideAt != null) {
            throw Problem.of(ApprovalProblem.DECIDED_ELSEWHERE, Map.of("decideAt", decideAt));
        }
    }
}
