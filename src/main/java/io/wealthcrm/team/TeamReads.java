package io.wealthcrm.team;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Rate;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Reads teams as they stand on a day. Joins the caller's session, which has looked whether the customer is in sight. */
@ApplicationScoped
class TeamReads {
    /** One row at least, so that the version is there. */
    private static final String TEAM =
            """
            select (select count(*) + count(ended_at) from customer_seats where customer_id = c.id) as version,
                   u.id as person_id, u.display_name, t.role, t.share, t.from_on, t.to_on
              from customers c
              left join lateral (
                select s.person_id, 'MEMBER' as role, s.share, s.from_on, s.to_on, s.id
                  from customer_seats s
                 where s.customer_id = c.id and s.lead_id = c.advisor_id and s.ended_at is null
                   and (s.to_on is null or s.to_on >= cast(?2 as date))
                union all
                select c.advisor_id, 'LEAD', 1 - coalesce(sum(s.share), 0), null, null, null
                  from customer_seats s
                 where c.advisor_id is not null and s.customer_id = c.id and s.lead_id = c.advisor_id and s.ended_at is null
                   and (s.to_on is null or s.to_on >= cast(?2 as date))
                having c.advisor_id is not null) t on true
              left join users u on u.id = t.person_id
             where c.id = ?1 order by t.id nulls first""";

    private record Row(
            long version,
            UUID personId,
            String personName,
            SeatRole role,
            Rate share,
            LocalDate from,
            LocalDate until) {
        TeamView.Seat seat() {
            return new TeamView.Seat(personId, personName, role, share, from, until);
        }
    }

    /** One round trip. */
    Uni<TeamView> team(UUID customer, LocalDate today) {
        return Db.select(Row.class, TEAM, customer, today)
                .map(rows -> new TeamView(customer, rows.get(0).version(), members(rows)));
    }

    private static List<TeamView.Seat> members(List<Row> rows) {
        return rows.stream()
                .filter(row -> row.personId() != null)
                .map(Row::seat)
                .toList();
    }
}
