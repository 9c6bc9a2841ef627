package io.wealthcrm.attrition;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** Warnings of customers in sight: listed, and acknowledged by whoever looks after it. */
@ApplicationScoped
class AttritionDesk {
    private static final UUID LAST = new UUID(-1, -1);

    private static final String SELECT =
            """
            select w.id, w.customer_id, c.name, c.advisor_id, w.kind, w.days, w.figure_before, w.figure_after, w.raised_on, w.state,
                   w.acknowledged_by, u.display_name, w.acknowledged_at, w.note, w.ended_at
              from attrition_warnings w join customers_in_sight c on c.id = w.customer_id
              left join users u on u.id = w.acknowledged_by
             where (cast(?1 as boolean) or c.advisor_id = any (?2) or c.unit_id = any (?3) or c.id = any (?4))
            """;

    private static final String ONE = SELECT + " and w.id = ?5";

    private static final String LIST = SELECT
            + """
             and w.id < ?5 and (cast(?6 as text) is null or w.state = cast(?6 as text))
               and (cast(?7 as text) is null or w.kind = cast(?7 as text))
             order by w.id desc limit ?8""";

    private static final String ACKNOWLEDGE =
            """
            update attrition_warnings set state = 'ACKNOWLEDGED', acknowledged_by = ?2, acknowledged_at = ?3, note = ?4
             where id = ?1 and state = 'OPEN'""";

    private final Audit audit;
    private final Clock clock;

    AttritionDesk(Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** The newest first; one round trip. @throws Problem INVALID_CURSOR */
    @WithSession
    Uni<Page<AttritionWarning>> list(Scope scope, AttritionState state, AttritionKind kind, PageRequest page) {
        return Db.select(
                        AttritionWarning.Stored.class,
                        LIST,
                        scope.firm(),
                        scope.mineArray(),
                        scope.unitArray(),
                        scope.seatArray(),
                        page.after() == null ? LAST : page.after(),
                        state == null ? null : state.name(),
                        kind == null ? null : kind.name(),
                        page.rows())
                .map(rows -> rows.stream().map(AttritionWarning.Stored::view).toList())
                .map(rows -> Page.of(rows, page.limit(), row -> Cursor.of(row.id())));
    }

    /** Whoever is first has acknowledged it; later ones are answered with that. @throws Problem NOT_FOUND, ATTRITION_WARNING_ENDED */
    @WithTransaction
    Uni<AttritionWarning> acknowledge(Caller caller, UUID id, String note) {
        return one(caller.scope(), id)
                .chain(() -> Db.execute(ACKNOWLEDGE, id, caller.userId(), clock.instant(), note.strip()))
                .chain(changed -> changed == 0
                        ? Uni.createFrom().voidItem()
                        : audit.record(caller.userId(), "ATTRITION_ACKNOWLEDGED", "ATTRITION_WARNING", id))
                .chain(() -> one(caller.scope(), id))
                .invoke(AttritionDesk::requireLive);
    }

    private static Uni<AttritionWarning> one(Scope scope, UUID id) {
        return Db.one(
                        AttritionWarning.Stored.class,
                        ONE,
                        scope.firm(),
                        scope.mineArray(),
                        scope.unitArray(),
                        scope.seatArray(),
                        id)
                .map(AttritionWarning.Stored::view);
    }

    private static void requireLive(AttritionWarning warning) {
        if (warning.state() == AttritionState.ENDED) {
            throw Problem.of(AttritionProblem.ATTRITION_WARNING_ENDED);
        }
    }
}
