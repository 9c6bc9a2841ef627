package io.wealthcrm.complaint;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.Customers;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.UUID;

/**
 * Reads complaints: who sees the customer sees them, wherever the customer goes, and who works on one sees that. To whom one was disclosed reads
 * there what was said, wherever the customer is, and nothing that hangs on it.
 */
@ApplicationScoped
class ComplaintReads {
    /** By the customer or the work; {@code %1$s}: whom the caller is or covers, {@code %2$s}: in whose teams the caller sits. */
    private static final String REACHED =
            """
            (cast(?2 as boolean) or k.unit_id = any(?3) or k.advisor_id = any(%1$s) or k.customer_id = any(%2$s)
                    or k.customer_id = cast(?5 as uuid) or k.assignee_id = ?4 and k.state = 'ASSIGNED')""";

    /**
     * What is the firm's own is not read for the customer ({@code ?5}), nor whom the firm takes it to be about; what it found, not
     * for whom it is about ({@code ?4}), nor, before it is closed or disclosed to them, what was said: of one who serves the customer only
     * that there is one; nor, where it is out of their reach ({@code %2$s}) and disclosed to them, what the customer thought of the answer.
     */
    private static final String SELECT =
            """
            select k.id, k.number, k.customer_id, k.customer_name, k.kind, k.category,
                   case when cast(?5 as uuid) is null then k.severity end as severity,
                   case when %1$s then k.subject end as subject, case when %1$s then k.text end as text, k.channel, k.order_id,
                   k.product_id, about.id as about_user_id, about.display_name as about_name,
                   case when cast(?5 as uuid) is null then k.disclosed_to end as disclosed_to, k.state,
                   case when cast(?5 as uuid) is null then k.level end as level, k.assignee_id,
                   taker.display_name as assignee_name, k.opened_by, k.opened_at, k.first_due_at, k.due_at,
                   k.state in ('OPEN', 'ASSIGNED') and k.due_at < cast(?1 as timestamptz) as overdue, k.answered_at, k.closed_at,
                   case when cast(?5 as uuid) is null and k.about_user_id is distinct from ?4 then k.root_cause end as root_cause,
                   case when %2$s then k.rating end as rating, case when %2$s then k.rating_note end as rating_note, k.version
              from complaints_in_sight k
              left join users about on about.id = k.about_user_id and (cast(?5 as uuid) is null or k.opened_by = ?4) left join users taker on taker.id = k.assignee_id
            """;

    private static final String SAID =
            "k.about_user_id is distinct from ?4 or k.state = 'CLOSED' or k.disclosed_to = ?4";

    private static final String REACHED_ONE = REACHED.formatted("?7", "?8");

    private static final String ONE = SELECT.formatted(SAID, REACHED_ONE)
            + " where k.id = ?6 and (%s or cast(?9 as boolean) and k.disclosed_to = ?4)".formatted(REACHED_ONE);

    /** What is in sight is looked up by the customers and the assignee: a filter would walk through everybody's. */
    private static final String LIST = SELECT.formatted(SAID, REACHED.formatted("?13", "?14"))
            + """
             where (cast(?2 as boolean) or k.id in (
                        select i.id from customers s join complaints i on i.customer_id = s.id
                         where s.advisor_id = any(?13) or s.unit_id = any(?3) or s.id = any(?14)
                        union all select id from complaints where assignee_id = ?4 and state = 'ASSIGNED'
                        union all select id from complaints where disclosed_to = ?4
                        union all select id from complaints where customer_id = cast(?5 as uuid)))
               and (cast(?6 as text) is null or k.kind = cast(?6 as text))
               and (cast(?7 as text) is null or k.state = cast(?7 as text))
               and (cast(?8 as uuid) is null or k.assignee_id = cast(?8 as uuid))
               and (cast(?9 as uuid) is null or k.customer_id = cast(?9 as uuid))
               and %s limit ?12""";

    private static final String MOVES =
            """
            select kind, at, by_id, to_id, cast(level as int) as level, note from complaint_moves
             where complaint_id = ?1 order by id limit 1000""";

    private static final String ANSWERS =
            "select at, note from complaint_moves where complaint_id = ?1 and kind = 'ANSWERED' order by id limit 1000";

    private final Customers customers;
    private final Clock clock;

    ComplaintReads(Customers customers, Clock clock) {
        this.customers = customers;
        this.clock = clock;
    }

    @WithSession
    Uni<Page<ComplaintView>> list(Caller caller, ComplaintFilter filter, ComplaintSort sort, PageRequest page) {
        Scope scope = caller.scope();
        ComplaintSort.After after = sort.after(page);
        return Db.select(
                        ComplaintView.class,
                        LIST.formatted(sort.sql),
                        clock.instant(),
                        scope.firm(),
                        scope.unitArray(),
                        scope.me(),
                        scope.customerId(),
                        filter.kind(),
                        filter.state(),
                        filter.assignee(),
                        filter.customer(),
                        after.id(),
                        after.due(),
                        page.rows(),
                        scope.mineArray(),
                        scope.seatArray())
                .map(rows -> Page.of(rows, page.limit(), sort::cursor));
    }

    /** Those of one customer, the newest first. @throws Problem NOT_FOUND where the customer is out of sight */
    @WithSession
    Uni<Page<ComplaintView>> ofCustomer(Caller caller, UUID customer, PageRequest page) {
        ComplaintFilter filter = new ComplaintFilter();
        filter.customerId = customer.toString();
        return customers.brief(caller.scope(), customer).chain(() -> list(caller, filter, ComplaintSort.OPENED, page));
    }

    /** @throws Problem NOT_FOUND, also out of sight */
    @WithSession
    Uni<ComplaintView> view(Caller caller, UUID id) {
        return one(caller, id, true);
    }

    /** One whose customer the caller sees, or which the caller works on: what hangs on it is no part of what was disclosed. @throws Problem NOT_FOUND */
    @WithSession
    Uni<ComplaintView> reached(Caller caller, UUID id) {
        return one(caller, id, false);
    }

    private Uni<ComplaintView> one(Caller caller, UUID id, boolean disclosed) {
        Scope scope = caller.scope();
        return Db.one(
                ComplaintView.class,
                ONE,
                clock.instant(),
                scope.firm(),
                scope.unitArray(),
                scope.me(),
                scope.customerId(),
                id,
                scope.mineArray(),
                scope.seatArray(),
                disclosed);
    }

    /** Who did what with it, in order. @throws Problem NOT_FOUND, also out of sight; CONFLICT_OF_INTEREST for whom it is about */
    @WithSession
    Uni<Page<ComplaintMoveView>> moves(Caller caller, UUID id) {
        return reached(caller, id)
                .invoke(seen -> requireUninvolved(caller, seen))
                .chain(seen -> Db.select(ComplaintMoveView.class, MOVES, id))
                .map(rows -> new Page<>(rows, null));
    }

    private static void requireUninvolved(Caller caller, ComplaintView seen) {
        if (isAbout(caller, seen)) {
            throw Problem.of(ComplaintProblem.CONFLICT_OF_INTEREST);
        }
    }

    private static boolean isAbout(Caller caller, ComplaintView seen) {
        return caller.userId().equals(seen.aboutUserId());
    }

    /** Whether it is about the caller and others have still to settle it, undisturbed. */
    static boolean isKeptFrom(Caller caller, ComplaintView seen) {
        return isAbout(caller, seen) && seen.state() != ComplaintState.CLOSED;
    }

    /**
     * What the customer was told, in order.
     *
     * @throws Problem NOT_FOUND, also out of sight; CONFLICT_OF_INTEREST for whom it is about, before it is closed
     */
    @WithSession
    Uni<Page<ComplaintAnswer>> answers(Caller caller, UUID id) {
        return reached(caller, id)
                .invoke(seen -> {
                    if (isKeptFrom(caller, seen)) {
                        requireUninvolved(caller, seen);
                    }
                })
                .chain(seen -> Db.select(ComplaintAnswer.class, ANSWERS, id))
                .map(rows -> new Page<>(rows, null));
    }

    /** One in sight, locked until the transaction ends: steps of one complaint queue. @throws Problem NOT_FOUND */
    Uni<Complaint> locked(Caller caller, UUID id) {
        return reached(caller, id)
                .chain(() -> Db.session())
                .chain(session -> session.find(Complaint.class, id, LockModeType.PESSIMISTIC_WRITE));
    }
}
