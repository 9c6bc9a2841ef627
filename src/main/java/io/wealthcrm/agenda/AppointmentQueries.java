package io.wealthcrm.agenda;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.UUID;

/** Reads appointments: one's own, those one booked, and those of the people one leads; none with a customer out of sight. */
@ApplicationScoped
class AppointmentQueries {
    private static final String SELECT =
            """
            select a.id, a.owner_id, o.display_name, a.customer_id, c.name, a.kind, a.title, a.starts_at, a.ends_at, a.place, a.state,
                   a.booked_by, a.booked_at, a.version
              from appointments a join users o on o.id = a.owner_id left join customers c on c.id = a.customer_id
            """;

    /**
     * ?1 the caller, ?2 the units led, ?3 whether all customers are in sight, {@code %1$s} the caller and whom they cover,
     * {@code %2$s} the customers in whose team the caller sits.
     */
    private static final String SEEN =
            """
            (a.owner_id = ?1 or o.unit_id = any (?2) or a.booked_by = ?1)
            and (a.customer_id is null or cast(?3 as boolean) or c.advisor_id = any (%1$s) or c.unit_id = any (?2)
                 or c.id = any (%2$s))
            """;

    private static final String LIST = SELECT
            + " where " + SEEN.formatted("?10", "?11")
            + """
               and a.owner_id = ?4 and a.ends_at > cast(?5 as timestamptz) and a.starts_at < cast(?6 as timestamptz)
               and (cast(?7 as timestamptz) is null or (a.starts_at, a.id) > (cast(?7 as timestamptz), cast(?8 as uuid)))
             order by a.starts_at, a.id limit ?9""";

    private static final String ONE = SELECT + " where " + SEEN.formatted("?5", "?6") + " and a.id = ?4";

    /** Those of one person in a span of time, the earliest first; one round trip. @param user null for the caller */
    @WithSession
    Uni<Page<AppointmentView>> list(Caller caller, UUID user, Instant from, Instant to, PageRequest page) {
        Scope scope = caller.scope();
        Cursor cursor = page.cursor(2);
        return Db.select(
                        AppointmentView.class,
                        LIST,
                        scope.me(),
                        scope.unitArray(),
                        scope.firm(),
                        user == null ? scope.me() : user,
                        from,
                        to,
                        cursor == null ? null : cursor.instant(0),
                        cursor == null ? null : cursor.uuid(1),
                        page.rows(),
                        scope.mineArray(),
                        scope.seatArray())
                .map(rows -> Page.of(rows, page.limit(), one -> Cursor.of(one.startsAt(), one.id())));
    }

    /** One round trip. @throws Problem NOT_FOUND, also out of sight */
    @WithSession
    Uni<AppointmentView> view(Caller caller, UUID id) {
        Scope scope = caller.scope();
        return Db.one(
                AppointmentView.class,
                ONE,
                scope.me(),
                scope.unitArray(),
                scope.firm(),
                id,
                scope.mineArray(),
                scope.seatArray());
    }

    /** Locked until the transaction ends. */
    Uni<Appointment> locked(UUID id) {
        return Db.session().chain(session -> session.find(Appointment.class, id, LockModeType.PESSIMISTIC_WRITE));
    }
}
