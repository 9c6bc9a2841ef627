package io.wealthcrm.consultation;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Reads questions: who is in the room, the customer's advisor, managers those of their units. */
@ApplicationScoped
class ConsultationQueries {
    /** {@code %s}: the parameter of the firm's zone. */
    private static final String SELECT =
            """
            select k.id, k.conversation_id, k.state, k.customer_id, asker.display_name as asker_name, k.product_id, k.unit_id,
                   k.assignee_id, taker.display_name as assignee_name, k.asked_at, k.state_at, k.due_at, k.answered_at, k.closed_at,
                   cast(extract(epoch from coalesce(k.answered_at, k.closed_at, clock_timestamp()) - k.asked_at) as bigint) as wait,
                   case when k.answered_at is null and k.closed_at is null
                        then duty_seconds(k.unit_id, k.asked_at, clock_timestamp(), %s) else k.duty_wait end as duty_wait,
                   cast(k.rating as int) as rating, k.rating_note, k.version
              from consultations k join users asker on asker.id = k.asker_id
              left join users taker on taker.id = k.assignee_id
              left join customers c on c.id = k.customer_id
            """;

    private static final String SEEN =
            """
            (cast(?1 as boolean) or k.unit_id = any(?2) or c.advisor_id = any(?4) or c.id = any(%s)
             or k.conversation_id in (select m.conversation_id from members m where m.user_id = ?3 and m.left_at is null))
            and ((select sight_erased()) or not exists (select from erased_customers gone where gone.id = k.customer_id))
            """;

    private static final String LIST = SELECT.formatted("?8")
            + " where " + SEEN.formatted("?9")
            + """
               and (cast(?5 as text) is null or k.state = cast(?5 as text))
               and (cast(?6 as uuid) is null or k.id < cast(?6 as uuid))
             order by k.id desc limit ?7""";

    private static final String ONE = SELECT.formatted("?6") + " where " + SEEN.formatted("?7") + " and k.id = ?5";

    /** What somebody of the caller's unit answers on duty: the queues of that unit and of all below, the oldest first. */
    private static final String REACHED =
            """
            exists (select from units mine join units theirs on theirs.path like mine.path || '%'
                     where mine.id = ?1 and theirs.id = k.unit_id)""";

    private static final String QUEUE = SELECT.formatted("?4")
            + " where k.state = 'QUEUED' and " + REACHED
            + " and (cast(?2 as uuid) is null or k.id > cast(?2 as uuid)) order by k.id limit ?3";

    private static final String REACHED_ONE = SELECT.formatted("?3") + " where " + REACHED + " and k.id = ?2";

    private static final String MOVES =
            """
            select id, kind, at, by_id, to_id, note from consultation_moves where consultation_id = ?1 order by id limit 1000""";

    private final String zone;

    ConsultationQueries(WealthConfig config) {
        this.zone = config.zone().getId();
    }

    /** The newest first. @param state null for all */
    @WithSession
    Uni<Page<ConsultationView>> list(Caller caller, ConsultationState state, PageRequest page) {
        Scope scope = caller.scope();
        return Db.select(
                        ConsultationView.class,
                        LIST,
                        scope.firm(),
                        scope.unitArray(),
                        scope.me(),
                        scope.mineArray(),
                        state == null ? null : state.name(),
                        page.after(),
                        page.rows(),
                        zone,
                        scope.seatArray())
                .map(rows -> Page.of(rows, page.limit(), row -> Cursor.of(row.id())));
    }

    /** @throws Problem NOT_FOUND, also out of sight */
    @WithSession
    Uni<ConsultationView> view(Caller caller, UUID id) {
        Scope scope = caller.scope();
        return Db.one(
                ConsultationView.class,
                ONE,
                scope.firm(),
                scope.unitArray(),
                scope.me(),
                scope.mineArray(),
                id,
                zone,
                scope.seatArray());
    }

    /** What waits in the caller's reach, the longest wait first. */
    @WithSession
    Uni<Page<ConsultationView>> queue(Caller caller, PageRequest page) {
        return Db.select(ConsultationView.class, QUEUE, caller.unitId(), page.after(), page.rows(), zone)
                .map(rows -> Page.of(rows, page.limit(), row -> Cursor.of(row.id())));
    }

    /** One whose queue the caller's unit answers, whatever its state. Joins the session. @throws Problem NOT_FOUND */
    Uni<ConsultationView> reached(Caller caller, UUID id) {
        return Db.one(ConsultationView.class, REACHED_ONE, caller.unitId(), id, zone);
    }

    /** Its history, in order. @throws Problem NOT_FOUND, also out of sight */
    @WithSession
    Uni<Page<ConsultationMoveView>> moves(Caller caller, UUID id) {
        return view(caller, id)
                .chain(seen -> Db.select(ConsultationMoveView.class, MOVES, id))
                .map(rows -> new Page<>(rows, null));
    }
}
