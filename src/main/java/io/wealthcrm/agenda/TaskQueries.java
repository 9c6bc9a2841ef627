package io.wealthcrm.agenda;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Reads tasks: one's own, those one made, and those of the people one leads; none about a customer out of sight. */
@ApplicationScoped
class TaskQueries {
    private static final String SELECT =
            """
            select t.id, t.title, t.note, t.customer_id, c.name, t.assignee_id, a.display_name, t.origin, t.ref_id, t.priority,
                   t.due_at, t.first_due_at, t.state, t.ended_at, t.ended_by, t.outcome, t.created_by, t.created_at, t.version
              from tasks t left join customers c on c.id = t.customer_id left join users a on a.id = t.assignee_id
            """;

    /**
     * ?1 the caller, ?2 the units led, ?3 whether all customers are in sight, {@code %1$s} the caller and whom they cover, with
     * whose customers they see what is to be done about these, {@code %2$s} the customers in whose team the caller sits. An array, so that
     * the indexes are used.
     */
    private static final String SEEN =
            """
            (t.assignee_id = any (array(select u.id from users u where u.id = ?1 or u.unit_id = any (?2)))
             or t.created_by = ?1 or t.customer_id is not null and t.assignee_id = any (%1$s))
            and (t.customer_id is null or cast(?3 as boolean) or c.advisor_id = any (%1$s) or c.unit_id = any (?2)
                 or c.id = any (%2$s))
            """;

    private static final String LIST = SELECT
            + " where " + SEEN.formatted("?11", "?12")
            + """
               and t.state = ?4
               and (cast(?5 as uuid) is null or t.assignee_id = cast(?5 as uuid))
               and (cast(?6 as uuid) is null or t.customer_id = cast(?6 as uuid))
               and (cast(?7 as timestamptz) is null or t.due_at < cast(?7 as timestamptz))
               and (cast(?8 as timestamptz) is null or (t.due_at, t.id) > (cast(?8 as timestamptz), cast(?9 as uuid)))
             order by t.due_at, t.id limit ?10""";

    private static final String ONE = SELECT + " where " + SEEN.formatted("?5", "?6") + " and t.id = ?4";

    private static final String MOVES =
            """
            select id, kind, at, by_id, assignee_id, due_at, note from task_moves where task_id = ?1 order by id limit 1000""";

    private final WealthConfig config;

    TaskQueries(WealthConfig config) {
        this.config = config;
    }

    /** The earliest due first; one round trip. */
    @WithSession
    Uni<Page<AgendaTaskView>> list(Caller caller, TaskFilter filter, PageRequest page) {
        Scope scope = caller.scope();
        Cursor cursor = page.cursor(2);
        return Db.select(
                        AgendaTaskView.class,
                        LIST,
                        scope.me(),
                        scope.unitArray(),
                        scope.firm(),
                        filter.state().name(),
                        filter.assignee(),
                        filter.customer(),
                        endOf(filter.dueBy()),
                        cursor == null ? null : cursor.instant(0),
                        cursor == null ? null : cursor.uuid(1),
                        page.rows(),
                        scope.mineArray(),
                        scope.seatArray())
                .map(rows -> Page.of(rows, page.limit(), task -> Cursor.of(task.dueAt(), task.id())));
    }

    /** One round trip. @throws Problem NOT_FOUND, also out of sight */
    @WithSession
    Uni<AgendaTaskView> view(Caller caller, UUID id) {
        Scope scope = caller.scope();
        return Db.one(
                AgendaTaskView.class,
                ONE,
                scope.me(),
                scope.unitArray(),
                scope.firm(),
                id,
                scope.mineArray(),
                scope.seatArray());
    }

    /** Its history, in order. @throws Problem NOT_FOUND, also out of sight */
    @WithSession
    Uni<Page<TaskMoveView>> moves(Caller caller, UUID id) {
        return view(caller, id)
                .chain(() -> Db.select(TaskMoveView.class, MOVES, id))
                .map(rows -> new Page<>(rows, null));
    }

    /** One in sight, locked until the transaction ends. @throws Problem NOT_FOUND */
    Uni<Task> locked(Caller caller, UUID id) {
        return view(caller, id)
                .chain(() -> Db.session())
                .chain(session -> session.find(Task.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    private Instant endOf(LocalDate day) {
        return day == null ? null : day.plusDays(1).atStartOfDay(config.zone()).toInstant();
    }
}
