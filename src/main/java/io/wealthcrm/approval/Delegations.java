package io.wealthcrm.approval;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

/** Who stands in for whom (代审批); everybody delegates only what is their own. */
@ApplicationScoped
class Delegations {
    private static final int MOST_DAYS = 366;
    private static final UUID LAST = new UUID(-1, -1);

    /** Staff without a role that must not meet the delegated one: who sells does not control, who controls does not sell. */
    private static final String FIT =
            """
            select count(*) from users
             where id = ?1 and active and unit_id is not null
               and not (?2 in ('ADVISOR', 'TEAM_LEAD', 'BRANCH_MANAGER')
                        and roles && array['COMPLIANCE', 'OPERATIONS', 'FINANCE', 'CALLBACK'])
               and not (?2 in ('COMPLIANCE', 'OPERATIONS', 'FINANCE', 'CALLBACK')
                        and roles && array['ADVISOR', 'TEAM_LEAD', 'BRANCH_MANAGER'])""";

    private final ApprovalQueries queries;
    private final Approvals approvals;
    private final Audit audit;
    private final Clock clock;

    Delegations(ApprovalQueries queries, Approvals approvals, Audit audit, Clock clock) {
        this.queries = queries;
        this.approvals = approvals;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param role one of the caller's own; the days are business dates and both count */
    record NewDelegation(
            @NotNull UUID to, @NotNull Role role, @NotNull LocalDate fromDate, @NotNull LocalDate toDate) {}

    /** Those given and those held, newest first. */
    @WithSession
    Uni<Page<DelegationView>> list(Caller caller, PageRequest page) {
        Cursor cursor = page.cursor(1);
        return queries.delegations(caller.userId(), cursor == null ? LAST : cursor.uuid(0), page.rows())
                .map(rows -> Page.of(rows, page.limit(), delegation -> Cursor.of(delegation.id))
                        .map(DelegationView::of));
    }

    /** @throws Problem DELEGATE_UNFIT, INVALID_INPUT */
    @WithTransaction
    Uni<DelegationView> add(Caller caller, NewDelegation input) {
        requireSound(caller, input);
        Delegation delegation = new Delegation();
        delegation.id = Ids.next();
        delegation.fromId = caller.userId();
        delegation.toId = input.to();
        delegation.role = input.role();
        delegation.fromDate = input.fromDate();
        delegation.toDate = input.toDate();
        delegation.createdAt = clock.instant();
        return Db.select(Long.class, FIT, input.to(), input.role().name())
                .invoke(fit -> requireFit(fit.get(0) == 1 && !input.to().equals(caller.userId())))
                .chain(() -> Db.persist(delegation))
                .call(() -> audit.record(caller.userId(), "APPROVAL_DELEGATED", "USER", input.to()))
                .map(DelegationView::of);
    }

    /** Takes it back; twice changes nothing. @throws Problem NOT_FOUND unless it is the caller's own */
    @WithTransaction
    Uni<DelegationView> end(Caller caller, UUID id) {
        return queries.delegation(id)
                .invoke(delegation -> {
                    if (delegation == null || !delegation.fromId.equals(caller.userId())) {
                        throw Problem.of(CommonProblem.NOT_FOUND);
                    }
                    delegation.endedAt = delegation.endedAt == null ? clock.instant() : delegation.endedAt;
                })
                .map(DelegationView::of);
    }

    private void requireSound(Caller caller, NewDelegation input) {
        requireFit(caller.has(input.role()));
        if (input.fromDate().isBefore(approvals.today())) {
            throw Problem.invalid("/fromDate", "IN_PAST", "不能早于今天 / lies in the past");
        }
        if (input.toDate().isBefore(input.fromDate())
                || input.toDate().isAfter(input.fromDate().plusDays(MOST_DAYS))) {
            throw Problem.invalid("/toDate", "RANGE", "fromDate … fromDate + " + MOST_DAYS);
        }
    }

    private static void requireFit(boolean fit) {
        if (!fit) {
            throw Problem.of(ApprovalProblem.DELEGATE_UNFIT);
        }
    }
}
