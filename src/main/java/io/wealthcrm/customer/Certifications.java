package io.wealthcrm.customer;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

/** Certifications as a qualified investor (合格投资者认定), handed in by sales and reviewed by others. */
@ApplicationScoped
class Certifications {
    /** Which one counts on a day: an accepted one that holds still, else the newest that was not rejected. */
    private static final String COUNTING =
            """
            select id, kind, amount, valid_until, status from investor_certifications
             where customer_id = ?1 and status <> 'REJECTED'
             order by (status = 'ACCEPTED' and valid_until >= ?2) desc, valid_until desc, id desc limit 1""";

    private static final String COUNT =
            """
            update customers c
               set qualified_until = a.valid_until, qualified_kind = a.kind, qualified_amount = a.amount,
                   qualified_pending = coalesce(a.status = 'PENDING', false)
              from (select 1) one left join lateral (%s) a on true
             where c.id = ?1"""
                    .formatted(COUNTING);

    private static final String ACCEPT =
            """
            update investor_certifications
               set status = 'ACCEPTED', reviewed_by = ?3, reviewed_at = cast(?4 as timestamptz)
             where id = (select id from (%s) counting) and status = 'PENDING' and by_id <> ?3"""
                    .formatted(COUNTING);

    private final Sight sight;
    private final CustomerQueries queries;
    private final Audit audit;
    private final Clock clock;
    private final WealthConfig config;

    Certifications(Sight sight, CustomerQueries queries, Audit audit, Clock clock, WealthConfig config) {
        this.sight = sight;
        this.queries = queries;
        this.audit = audit;
        this.clock = clock;
        this.config = config;
    }

    /** Handed in, to be reviewed. @throws Problem NOT_FOUND, BELOW_QUALIFICATION, CERTIFICATION_TERM, UNKNOWN_EVIDENCE */
    @WithTransaction
    Uni<InvestorCertificationView> certify(Caller caller, UUID customer, NewInvestorCertification input) {
        NewInvestorCertification dated = input.dated(today());
        return sight.customer(caller.scope(), customer)
                .chain(() -> Evidence.requireOf(customer, dated.evidenceFileId()))
                .chain(() -> Db.persist(
                        InvestorCertification.of(Ids.next(), customer, dated, caller.userId(), clock.instant())))
                .call(() -> count(customer))
                .map(InvestorCertificationView::of);
    }

    /** @throws Problem NOT_FOUND, INVALID_INPUT, CERTIFICATION_REVIEWED, SUBMITTER_MAY_NOT_REVIEW */
    @WithTransaction
    Uni<InvestorCertificationView> review(Caller caller, UUID customer, UUID id, NewReview review) {
        return sight.customer(caller.scope(), customer)
                .chain(Db::session)
                .chain(session -> session.find(InvestorCertification.class, id, LockModeType.PESSIMISTIC_WRITE))
                .invoke(found -> requireOf(customer, found).review(review, caller.userId(), clock.instant()))
                .call(Db::flush)
                .call(() -> count(customer))
                .call(() -> audited(caller.userId(), customer))
                .map(InvestorCertificationView::of);
    }

    /**
     * The approval of an order accepts the certification it rests on, where that is still to be reviewed and somebody else
     * handed it in. Joins the caller's transaction.
     */
    Uni<Void> accept(UUID customer, UUID by) {
        return Db.execute(ACCEPT, customer, today(), by, clock.instant())
                .chain(accepted -> accepted == 0
                        ? Uni.createFrom().voidItem()
                        : count(customer).chain(() -> audited(by, customer)));
    }

    /** Newest first; two round trips. */
    @WithSession
    Uni<Page<InvestorCertificationView>> list(Scope scope, UUID customer) {
        return sight.customer(scope, customer)
                .chain(() -> queries.certifications(customer))
                .map(rows -> new Page<>(
                        rows.stream().map(InvestorCertificationView::of).toList(), null));
    }

    private Uni<Integer> count(UUID customer) {
        return Db.execute(COUNT, customer, today());
    }

    private Uni<Void> audited(UUID by, UUID customer) {
        return audit.record(by, "CERTIFICATION_REVIEWED", "CUSTOMER", customer);
    }

    private static InvestorCertification requireOf(UUID customer, InvestorCertification found) {
        if (found == null || !found.customerId.equals(customer)) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
        return found;
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(config.zone()));
    }
}
