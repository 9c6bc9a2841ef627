package io.wealthcrm.segment;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.Customers;
import io.wealthcrm.customer.Tiers;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.notification.Notice;
import io.wealthcrm.notification.NoticeKind;
import io.wealthcrm.notification.Notifications;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Branches say that a tier is wrong, headquarters answers: OPEN, then ACCEPTED, REJECTED or WITHDRAWN for good. */
@ApplicationScoped
class TierFeedbacks {
    private static final UUID LAST = new UUID(-1, -1);
    private static final Duration WORTH = Duration.ofDays(7);

    /** {@code %s}: the customers in whose team the caller sits. */
    private static final String SELECT =
            """
            select f.id, f.customer_id, c.name, f.tier, f.proposed_tier, f.reason, f.state, f.asked_by, u.display_name,
                   f.asked_at, f.until, f.answer, f.ended_by, f.ended_at
              from tier_feedback f join customers c on c.id = f.customer_id join users u on u.id = f.asked_by
             where (cast(?1 as boolean) or c.advisor_id = any (?2) or c.unit_id = any (?3) or c.id = any (%s))
            """;

    private static final String ONE = SELECT.formatted("?5") + " and f.id = ?4";

    private static final String LIST = SELECT.formatted("?8")
            + """
             and f.id < ?4 and (cast(?5 as text) is null or f.state = cast(?5 as text))
               and (cast(?6 as uuid) is null or f.customer_id = cast(?6 as uuid))
             order by f.id desc limit ?7""";

    private static final String ADD =
            """
            insert into tier_feedback (id, customer_id, tier, proposed_tier, reason, asked_by, asked_at)
            select ?1, id, tier, ?3, ?4, ?5, ?6 from customers where id = ?2 and tier <> ?3 returning id""";

    private static final String END =
            """
            update tier_feedback set state = ?2, ended_by = ?3, ended_at = ?4, answer = cast(?5 as text), until = cast(?6 as date)
             where id = ?1 and state = 'OPEN'""";

    private static final String WITHDRAWABLE =
            """
            select f.id from tier_feedback f join customers c on c.id = f.customer_id join units theirs on theirs.id = c.unit_id
              join users asker on asker.id = f.asked_by left join units own on own.id = asker.unit_id
             where f.id = ?1
               and (asker.id = ?2
                    or (asker.active and (asker.id = c.advisor_id or asker.roles && '{TEAM_LEAD,BRANCH_MANAGER}'
                                                                  and starts_with(theirs.path, own.path))) is not true)""";

    private final Customers customers;
    private final Tiers tiers;
    private final Notifications notifications;
    private final Audit audit;
    private final Clock clock;
    private final WealthConfig config;

    TierFeedbacks(
            Customers customers,
            Tiers tiers,
            Notifications notifications,
            Audit audit,
            Clock clock,
            WealthConfig config) {
        this.customers = customers;
        this.tiers = tiers;
        this.notifications = notifications;
        this.audit = audit;
        this.clock = clock;
        this.config = config;
    }

    /** @throws Problem NOT_FOUND out of sight, TIER_UNCHANGED, TIER_FEEDBACK_OPEN */
    @WithTransaction
    Uni<TierFeedbackView> give(Caller caller, UUID customer, NewTierFeedback input) {
        UUID id = Ids.next();
        return customers
                .brief(caller.scope(), customer)
                .chain(() -> add(caller, id, customer, input))
                .call(() -> audit.record(caller.userId(), "TIER_FEEDBACK_GIVEN", "TIER_FEEDBACK", id))
                .chain(() -> view(caller.scope(), id));
    }

    private Uni<List<UUID>> add(Caller caller, UUID id, UUID customer, NewTierFeedback input) {
        return Db.select(
                        UUID.class,
                        ADD,
                        id,
                        customer,
                        input.tier().name(),
                        input.reason().strip(),
                        caller.userId(),
                        clock.instant())
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "tier_feedback_one_open"))
                .transform(failure -> Problem.of(SegmentProblem.TIER_FEEDBACK_OPEN))
                .invoke(added -> {
                    if (added.isEmpty()) {
                        throw Problem.of(SegmentProblem.TIER_UNCHANGED);
                    }
                });
    }

    /** The newest first, of customers in sight; one round trip. */
    @WithSession
    Uni<Page<TierFeedbackView>> list(Scope scope, TierFeedbackState state, UUID customer, PageRequest page) {
        UUID before = page.after() == null ? LAST : page.after();
        return Db.select(
                        TierFeedbackView.class,
                        LIST,
                        scope.firm(),
                        scope.mineArray(),
                        scope.unitArray(),
                        before,
                        state == null ? null : state.name(),
                        customer,
                        page.rows(),
                        scope.seatArray())
                .map(rows -> Page.of(rows, page.limit(), row -> Cursor.of(row.id())));
    }

    /**
     * Gives the customer the tier by hand, or not, and tells who asked.
     *
     * @throws Problem NOT_FOUND, OWN_TIER_FEEDBACK, TIER_FEEDBACK_ENDED, INVALID_INPUT
     */
    @WithTransaction
    Uni<TierFeedbackView> decide(Caller caller, UUID id, TierDecision decision) {
        LocalDate until = decision.until(today());
        TierFeedbackState state = decision.accepted() ? TierFeedbackState.ACCEPTED : TierFeedbackState.REJECTED;
        return view(caller.scope(), id)
                .invoke(feedback -> requireAnother(caller, feedback))
                .call(() -> end(caller, id, state, decision.answer().strip(), until))
                .call(feedback -> until == null
                        ? Uni.createFrom().voidItem()
                        : tiers.give(caller.userId(), feedback.customerId(), feedback.proposedTier(), until))
                .call(feedback -> notifications.tell(answered(feedback)))
                .call(() -> audit.record(caller.userId(), "TIER_FEEDBACK_" + state, "TIER_FEEDBACK", id))
                .chain(() -> view(caller.scope(), id));
    }

    private static void requireAnother(Caller caller, TierFeedbackView feedback) {
        if (caller.userId().equals(feedback.askedBy())) {
            throw Problem.of(SegmentProblem.OWN_TIER_FEEDBACK);
        }
    }

    private Notice answered(TierFeedbackView feedback) {
        return new Notice(
                NoticeKind.TIER_FEEDBACK,
                List.of(feedback.askedBy()),
                feedback.id(),
                "ANSWERED",
                Map.of("customerId", feedback.customerId().toString()),
                clock.instant().plus(WORTH));
    }

    /**
     * By who gave it, or, once that one neither serves nor leads the customer, by whoever sells and sees them: else nobody could
     * ask anew. Of others' it is as if there were none.
     *
     * @throws Problem NOT_FOUND, TIER_FEEDBACK_ENDED
     */
    @WithTransaction
    Uni<TierFeedbackView> withdraw(Caller caller, UUID id) {
        return view(caller.scope(), id)
                .chain(() -> Db.one(UUID.class, WITHDRAWABLE, id, caller.userId()))
                .chain(() -> end(caller, id, TierFeedbackState.WITHDRAWN, null, null))
                .call(() -> audit.record(caller.userId(), "TIER_FEEDBACK_WITHDRAWN", "TIER_FEEDBACK", id))
                .chain(() -> view(caller.scope(), id));
    }

    private Uni<Void> end(Caller caller, UUID id, TierFeedbackState state, String answer, LocalDate until) {
        return Db.execute(END, id, state.name(), caller.userId(), clock.instant(), answer, until)
                .invoke(ended -> {
                    if (ended == 0) {
                        throw Problem.of(SegmentProblem.TIER_FEEDBACK_ENDED);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<TierFeedbackView> view(Scope scope, UUID id) {
        return Db.one(
                TierFeedbackView.class, ONE, scope.firm(), scope.mineArray(), scope.unitArray(), id, scope.seatArray());
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(config.zone()));
    }
}
