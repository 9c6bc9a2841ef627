package io.wealthcrm.agenda;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.Customers;
import io.wealthcrm.customer.TimelineEntry;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.notification.NoticeKind;
import io.wealthcrm.notification.Notifications;
import io.wealthcrm.shared.Changes;
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
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;

/** Plans begun for customers: every step is a task of whoever serves the customer, from the first day on. */
@ApplicationScoped
class FollowUpRuns {
    private static final int LONGEST_WAIT_DAYS = 366;

    private static final String SELECT =
            """
            select r.id, r.plan_id, p.name as plan_name, r.customer_id, r.starts_on, r.state, r.started_by, r.started_at, r.ended_at,
                   r.reason, count(t.id) as steps, count(t.id) filter (where t.state = 'DONE') as done
              from follow_up_runs r join follow_up_plans p on p.id = r.plan_id left join tasks t on t.ref_id = r.id
             where r.customer_id = ?1 and (cast(?2 as uuid) is null or r.id = cast(?2 as uuid))
               and (cast(?3 as uuid) is null or r.id < cast(?3 as uuid))
             group by r.id, p.name order by r.id desc limit ?4""";

    private static final String BEGIN =
            """
            insert into follow_up_runs (id, plan_id, customer_id, starts_on, started_by, started_at)
            values (?1, ?2, ?3, ?4, ?5, ?6) returning *""";

    /** Due when work ends on its day: ?1 when that is, ?2 the zone. */
    private static final String OPEN =
            """
            insert into tasks (id, title, note, customer_id, assignee_id, origin, ref_id, priority, due_at, first_due_at, created_by,
                               created_at)
            select uuidv7(), s.title, s.note, c.id, c.advisor_id, 'PLAN', b.id, s.priority, day.due, day.due, b.started_by, b.started_at
              from begun b join customers c on c.id = b.customer_id join follow_up_steps s on s.plan_id = b.plan_id
             cross join lateral (
                select (b.starts_on + s.after_days + cast(cast(?1 as text) as time)) at time zone ?2 as due) day
            returning *""";

    private static final String KEEP =
            """
            insert into task_moves (id, task_id, kind, at, by_id, assignee_id, due_at)
            select uuidv7(), id, 'OPENED', created_at, created_by, assignee_id, due_at from opened""";

    /** Its first task; nobody is told of what they began themselves. */
    private static final String AUDIENCE =
            """
            select t.assignee_id as person_id, t.id as entity_id, 'PLAN' as occasion,
                   jsonb_build_object('taskId', t.id) as data, t.due_at + interval '1 day' as expires_at
              from tasks t where t.ref_id = ?1 and t.assignee_id <> ?2 order by t.due_at, t.id limit 1""";

    /** The tasks before the run: who ends a task comes in this order, too. */
    private static final String CANCEL_TASKS =
            """
            with ended as (
                update tasks t set state = 'CANCELLED', ended_at = ?3, ended_by = ?4, outcome = cast(?5 as text), version = t.version + 1
                  from follow_up_runs r
                 where r.id = ?1 and r.customer_id = ?2 and t.ref_id = r.id and t.state = 'OPEN'
                returning t.*)
            insert into task_moves (id, task_id, kind, at, by_id, assignee_id, due_at, note)
            select uuidv7(), id, 'CANCELLED', ended_at, ended_by, assignee_id, due_at, outcome from ended""";

    private static final String CANCEL =
            """
            update follow_up_runs set state = 'CANCELLED', ended_at = ?3, ended_by = ?4, reason = cast(?5 as text)
             where id = ?1 and customer_id = ?2 and state = 'RUNNING'""";

    private static final String LOCK = "select id from follow_up_runs where id = ?1 for update";

    private static final String SETTLE =
            """
            update follow_up_runs r set state = 'DONE', ended_at = ?2, ended_by = ?3
             where r.id = ?1 and r.state = 'RUNNING' and not exists (select from tasks where ref_id = r.id and state = 'OPEN')""";

    private final FollowUpPlans plans;
    private final Customers customers;
    private final Notifications notifications;
    private final AgendaConfig config;
    private final Clock clock;
    private final ZoneId zone;

    FollowUpRuns(
            FollowUpPlans plans,
            Customers customers,
            Notifications notifications,
            AgendaConfig config,
            Clock clock,
            WealthConfig firm) {
        this.plans = plans;
        this.customers = customers;
        this.notifications = notifications;
        this.config = config;
        this.clock = clock;
        this.zone = firm.zone();
    }

    /** The newest first; two round trips. @throws Problem NOT_FOUND for a customer out of sight */
    @WithSession
    Uni<Page<FollowUpRun>> list(Caller caller, UUID customer, PageRequest page) {
        return customers
                .brief(caller.scope(), customer)
                .chain(() -> Db.select(FollowUpRun.class, SELECT, customer, null, page.after(), page.rows()))
                .map(rows -> Page.of(rows, page.limit(), run -> Cursor.of(run.id())));
    }

    /** @throws Problem NOT_FOUND, also of another customer or one out of sight */
    @WithSession
    Uni<FollowUpRun> view(Caller caller, UUID customer, UUID id) {
        return customers.brief(caller.scope(), customer).chain(() -> one(customer, id));
    }

    /**
     * Every step becomes a task of the customer's advisor; in the public pool they wait for who claims the customer.
     *
     * @param startsOn null for today, or tomorrow once work is over
     * @throws Problem NOT_FOUND (customer, plan), INVALID_INPUT, PLAN_RETIRED, PLAN_RUNNING
     */
    @WithTransaction
    Uni<FollowUpRun> begin(Caller caller, UUID customer, UUID plan, LocalDate startsOn) {
        UUID id = Ids.next();
        LocalDate first = first(startsOn);
        return customers
                .brief(caller.scope(), customer)
                .chain(() -> plans.view(caller, plan))
                .invoke(FollowUpRuns::requireActive)
                .chain(known -> write(caller, customer, known, id, first))
                .chain(() -> notifications.fanOut(NoticeKind.TASK_ASSIGNED, AUDIENCE, id, caller.userId()))
                .chain(() -> one(customer, id));
    }

    private LocalDate first(LocalDate startsOn) {
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), zone);
        boolean over = !now.toLocalTime().isBefore(config.workTo());
        LocalDate soonest = over ? now.toLocalDate().plusDays(1) : now.toLocalDate();
        LocalDate last = soonest.plusDays(LONGEST_WAIT_DAYS);
        if (startsOn != null && (startsOn.isBefore(soonest) || startsOn.isAfter(last))) {
            throw Problem.invalid("/startsOn", "RANGE", soonest + " … " + last);
        }
        return startsOn == null ? soonest : startsOn;
    }

    private static void requireActive(FollowUpPlan plan) {
        if (!plan.active()) {
            throw Problem.of(AgendaProblem.PLAN_RETIRED);
        }
    }

    private Uni<Void> write(Caller caller, UUID customer, FollowUpPlan plan, UUID id, LocalDate first) {
        Instant now = clock.instant();
        Changes changes = new Changes()
                .add("begun", BEGIN, id, plan.id(), customer, first, caller.userId(), now)
                .add("opened", OPEN, config.workTo().toString(), zone.getId())
                .add(null, KEEP);
        Map<String, Object> told = Map.of("summary", plan.name(), "startsOn", first.toString());
        customers.addTimeline(new TimelineEntry(customer, now, "PLAN_BEGUN", caller.userId(), id, told), changes);
        return changes.send()
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "follow_up_runs_once"))
                .transform(failure -> Problem.of(AgendaProblem.PLAN_RUNNING));
    }

    /** With the tasks that are still open. @throws Problem NOT_FOUND, PLAN_ENDED */
    @WithTransaction
    Uni<FollowUpRun> cancel(Caller caller, UUID customer, UUID id, String reason) {
        Instant now = clock.instant();
        return view(caller, customer, id)
                .chain(() -> Db.execute(CANCEL_TASKS, id, customer, now, caller.userId(), reason))
                .chain(() -> Db.execute(CANCEL, id, customer, now, caller.userId(), reason))
                .invoke(FollowUpRuns::requireRunning)
                .chain(() -> one(customer, id));
    }

    private static void requireRunning(int cancelled) {
        if (cancelled == 0) {
            throw Problem.of(AgendaProblem.PLAN_ENDED);
        }
    }

    /** With the last of its tasks a run is done. Of two who end the last two at once one waits. Joins the transaction. */
    Uni<Void> settle(Task ended) {
        return ended.origin == TaskOrigin.PLAN
                ? Db.one(UUID.class, LOCK, ended.refId)
                        .chain(run -> Db.execute(SETTLE, run, ended.endedAt, ended.endedBy))
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    private static Uni<FollowUpRun> one(UUID customer, UUID id) {
        return Db.one(FollowUpRun.class, SELECT, customer, id, null, 1);
    }
}
