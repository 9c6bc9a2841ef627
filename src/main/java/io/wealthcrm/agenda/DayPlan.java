package io.wealthcrm.agenda;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/** The plan of a person's day (日程), in one statement. */
@ApplicationScoped
class DayPlan {
    /** ?5 begins before the day where what is left over belongs to it, ?7 is the day's end, ?8 now, ?9 the day's start. */
    private static final String TASKS =
            """
            select 'TASK' as kind, t.id, t.title, t.due_at as at, cast(null as timestamptz) as until, null as place, t.customer_id,
                   t.priority, t.due_at < cast(?8 as timestamptz) as overdue
              from tasks t
             where t.assignee_id = p.id and t.state = 'OPEN'
               and t.due_at >= cast(?5 as timestamptz) and t.due_at < cast(?7 as timestamptz)
            """;

    /** A cancelled one holds no time; leave may have begun before the day. */
    private static final String APPOINTMENTS =
            """
            select 'APPOINTMENT', a.id, a.title, a.starts_at, a.ends_at, a.place, a.customer_id, null, false
              from appointments a
             where a.owner_id = p.id and a.state <> 'CANCELLED'
               and a.during && tstzrange(cast(?9 as timestamptz), cast(?7 as timestamptz))
            """;

    private static final String MATURITIES =
            """
            select 'MATURITY', h.holding_id, product.name, null, null, null, h.customer_id, null, false
              from maturing_holdings h join products product on product.id = h.product_id
             where h.matures_on = cast(?6 as date) and h.advisor_id = p.id
            """;

    /** Who was born on 29 February has the 28th in a common year. */
    private static final String BIRTHDAYS =
            """
            select 'BIRTHDAY', b.customer_id, null, null, null, null, b.customer_id, null, false
              from customer_birthdays b
             where b.advisor_id = p.id and not b.shielded and b.birthday < cast(?6 as date)
               and (to_char(b.birthday, 'MMDD') = to_char(cast(?6 as date), 'MMDD')
                    or to_char(b.birthday, 'MMDD') = '0229' and to_char(cast(?6 as date), 'MMDD') = '0228'
                       and to_char(cast(?6 as date) + 1, 'MMDD') = '0301')
            """;

    /**
     * ?1 whose day, ?2 the caller, ?3 the units led, ?4 whether all customers are in sight. One row at least for a person in
     * sight, with nulls on a free day.
     */
    private static final String DAY =
            """
            select day.kind, day.id, day.title, day.at, day.until, day.place, day.customer_id, day.name, day.tier, day.priority,
                   coalesce(day.overdue, false), coalesce(day.no_contact, false), coalesce(day.refused, false)
              from users p
              left join lateral (
                select i.kind, i.id, i.title, i.at, i.until, i.place, i.customer_id, c.name, c.tier, i.priority, i.overdue,
                       exists (select from contact_shields s where s.customer_id = c.id and s.closed_at is null) as no_contact,
                       coalesce((select not n.granted from customer_consents_now n
                                  where n.customer_id = c.id and n.purpose = 'MARKETING'), false) as refused
                  from (%s) i left join customers c on c.id = i.customer_id
                 where i.customer_id is null or cast(?4 as boolean) or c.advisor_id = any (?10) or c.unit_id = any (?3) or c.id = any (?11)
                 order by i.overdue desc, i.kind = 'APPOINTMENT' desc, case when i.kind = 'APPOINTMENT' then i.at end,
                          array_position(array['DIAMOND', 'PLATINUM', 'GOLD', 'STANDARD'], c.tier),
                          array_position(array['HIGH', 'NORMAL', 'LOW'], i.priority), i.at, i.id
                 limit 500) day on true
             where p.id = ?1 and (p.id = ?2 or p.unit_id = any (?3))"""
                    .formatted(TASKS + " union all " + APPOINTMENTS + " union all " + MATURITIES + " union all "
                            + BIRTHDAYS);

    private final Clock clock;
    private final ZoneId zone;

    DayPlan(Clock clock, WealthConfig config) {
        this.clock = clock;
        this.zone = config.zone();
    }

    /**
     * What the day holds, at most 500 things; today also what is left over from the days before.
     *
     * @param user whose day; null for the caller's own
     * @throws Problem NOT_FOUND for a person who is not below the caller
     */
    @WithSession
    Uni<DayView> of(Caller caller, UUID user, LocalDate date) {
        Scope scope = caller.scope();
        UUID whose = user == null ? caller.userId() : user;
        Instant now = clock.instant();
        boolean today = date.equals(LocalDate.ofInstant(now, zone));
        return Db.select(
                        DayItem.class,
                        DAY,
                        whose,
                        scope.me(),
                        scope.unitArray(),
                        scope.firm(),
                        today ? Instant.EPOCH : startOf(date),
                        date,
                        startOf(date.plusDays(1)),
                        now,
                        startOf(date),
                        scope.mineArray(),
                        scope.seatArray())
                .map(rows -> view(date, whose, rows));
    }

    private static DayView view(LocalDate date, UUID whose, List<DayItem> rows) {
        if (rows.isEmpty()) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
        return new DayView(
                date, whose, rows.stream().filter(item -> item.kind() != null).toList());
    }

    private Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
