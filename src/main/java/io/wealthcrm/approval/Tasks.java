package io.wealthcrm.approval;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** What waits for a person. */
@ApplicationScoped
class Tasks {
    /** ?1 the person, ?2 the firm's date, ?3 and ?4 the last row of the page before, ?5 rows. Each role meets its index. */
    private static final String PAGE =
            """
            with st as materialized (
                select role, unit_id, for_id from approval_standings
                 where person_id = ?1 and ?2 between from_date and to_date)
            select s.id, r.id as approval_id, r.kind, r.subject_kind, r.subject_id, r.title, s.name, r.requester_id,
                   u.display_name, r.amount, s.opened_at, s.due_at, s.for_id, r.decide_at
              from (select distinct role from st) held
             cross join lateral (
                    select s.id, s.request_id, s.name, s.opened_at, s.due_at, acting.for_id
                      from approval_request_steps s
                     cross join lateral (
                            select st.for_id from st
                             where st.role = s.role and (s.line is null or st.unit_id = any (s.line))
                               and st.for_id <> all (s.barred) and %s
                             order by st.for_id <> ?1 limit 1) acting
                     where s.status = 'OPEN' and s.role = held.role and ?1 <> all (s.barred)
                       and (s.due_at, s.id) > (?3, ?4)
                     order by s.due_at, s.id limit ?5) s
              join approval_requests r on r.id = s.request_id
              join users u on u.id = r.requester_id
             order by s.due_at, s.id limit ?5"""
                    .formatted(Awaited.unused("?1"));

    private static final Cursor START = Cursor.of(Instant.EPOCH, new UUID(0, 0));

    private final Approvals approvals;
    private final Clock clock;

    Tasks(Approvals approvals, Clock clock) {
        this.approvals = approvals;
        this.clock = clock;
    }

    /** The longest due first, so that what is overdue leads. One round trip. */
    @WithSession
    Uni<Page<TaskView>> page(Caller caller, PageRequest page) {
        Cursor given = page.cursor(2);
        Cursor cursor = given == null ? START : given;
        Instant now = clock.instant();
        return Db.select(
                        TaskView.Row.class,
                        PAGE,
                        caller.userId(),
                        approvals.today(),
                        cursor.instant(0),
                        cursor.uuid(1),
                        page.rows())
                .map(rows -> Page.of(rows, page.limit(), row -> Cursor.of(row.dueAt(), row.id()))
                        .map(row -> row.view(caller.userId(), now)));
    }
}
