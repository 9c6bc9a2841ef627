package io.wealthcrm.performance;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Works facts by person and day out of what the features wrote down, whole days at a time. */
@ApplicationScoped
class Facts {
    /** What {@code person_days} adds up. */
    static final List<String> COLUMNS = Stream.of(
                    "new_customers",
                    "contacts",
                    "plans_due",
                    "plans_kept",
                    "bookings",
                    "booked_amount",
                    "confirmed_amount")
            .toList();

    static final String SUMS = each("sum(%1$s) as %1$s");

    /**
     * Common table expressions up to {@code fact}, in the order of {@link #COLUMNS}. ?1 the days with commas between, ?2 the
     * zone. Of a merged customer the file is gone, but not its image. The plan of a day was whose the task was when the day
     * ended. The seller is whom commission goes by.
     */
    private static final String FACT =
            """
            with day as materialized (
                select d as day, cast(d as timestamp) at time zone cast(?2 as text) as starts,
                       cast(d + 1 as timestamp) at time zone cast(?2 as text) as ends
                  from unnest(cast(string_to_array(cast(?1 as text), ',') as date[])) d),
            gone as materialized (
                select m.merged_into as customer_id, m.id, cast(r.before ->> 'created_at' as timestamptz) as created_at,
                       cast(r.before ->> 'created_by' as uuid) as created_by
                  from merged_customers m
                  join restorable_rows r on r.operation_id = m.merge_id and r.relation = 'customers' and r.after is null
                                        and r.key = jsonb_build_object('id', m.id)
                 where m.merged_at >= (select min(starts) from day)),
            opened as (
                select c.id as customer_id, c.id, c.created_at, c.created_by
                  from day join customers c on c.created_at >= day.starts and c.created_at < day.ends
                union all
                select g.customer_id, g.id, g.created_at, g.created_by
                  from day join gone g on g.created_at >= day.starts and g.created_at < day.ends
                 where (g.created_at, g.id) < (select c.created_at, c.id from customers c where c.id = g.customer_id)),
            deed as (
                select created_by as person_id, created_at as at, 1 as new_customers, 0 as contacts, 0 as plans_due,
                       0 as plans_kept, 0 as bookings, 0.00 as booked_amount, 0.00 as confirmed_amount
                  from opened o
                 where not exists (select from gone g where g.customer_id = o.customer_id and (g.created_at, g.id) < (o.created_at, o.id))
                union all
                select i.by_id, i.at, 0, 1, 0, 0, 0, 0, 0
                  from day join interactions i on i.at >= day.starts and i.at < day.ends where i.kind <> 'NOTE'
                union all
                select case when m.id is null then t.assignee_id else m.assignee_id end, t.first_due_at, 0, 0, 1,
                       case when t.state = 'DONE' and t.ended_at < day.ends then 1 else 0 end, 0, 0, 0
                  from day join tasks t on t.first_due_at >= day.starts and t.first_due_at < day.ends
                                       and t.origin in ('FOLLOW_UP', 'PLAN')
                  left join lateral (select id, assignee_id from task_moves where task_id = t.id and at < day.ends
                                      order by id desc limit 1) m on true
                 where t.state <> 'CANCELLED'
                union all
                select e.person_id, e.at, e.new_customers, e.contacts, e.plans_due, case when e.done_at < day.ends then 1 else 0 end, 0, 0, 0
                  from day join erased_deeds e on e.at >= day.starts and e.at < day.ends
                union all
                select o.booked_by, o.booked_at, 0, 0, 0, 0, 1, case o.currency when 'CNY' then o.amount else 0 end, 0
                  from day join orders o on o.booked_at >= day.starts and o.booked_at < day.ends where o.quota_held
                union all
                select coalesce(s.advisor_id, h.advisor_id, o.advisor_id), o.status_at, 0, 0, 0, 0, 0, 0, coalesce(s.part, o.amount)
                  from day join orders o on o.status = 'CONFIRMED' and o.status_at >= day.starts and o.status_at < day.ends
                  left join order_shares s on s.order_id = o.id
                  left join holdings h on h.order_id = o.id
                 where o.currency = 'CNY'),
            fact as (
                select cast(d.at at time zone cast(?2 as text) as date) as day, d.person_id,
                       coalesce(past.unit_id, u.unit_id) as unit_id, %s
                  from deed d join users u on u.id = d.person_id and u.unit_id is not null
                  left join lateral (select p.unit_id, p.sells from past_postings p
                                      where p.person_id = d.person_id and p.until > d.at order by p.until limit 1) past on true
                 where coalesce(past.sells, sells(u.roles)) or d.confirmed_amount <> 0
                 group by 1, 2, 3)"""
                    .formatted(SUMS);

    /** Writes what comes out otherwise than what is known; rows that stay the same are left alone. ?3 today. */
    private static final String WORK_OUT = FACT
            + """
            , difference as (
                select day, person_id, unit_id, %1$s
                  from (select day, person_id, unit_id, %2$s from fact
                        union all
                        select p.day, p.person_id, p.unit_id, %3$s from day join person_days p on p.day = day.day) both_sides
                 group by day, person_id, unit_id having %4$s),
            known as (
                select d.*, case when d.day <= scan.closed_through then cast(?3 as date) else d.day end as known_on,
                       cast(date_trunc('month', d.day) as date) as month
                  from difference d cross join person_day_scan scan),
            by_day as (
                insert into person_days as t (day, person_id, unit_id, known_on, %2$s)
                select day, person_id, unit_id, known_on, %2$s from known
                on conflict (day, person_id, unit_id, known_on) do update set %5$s),
            by_unit as (
                insert into unit_days as t (day, unit_id, known_on, %2$s)
                select day, unit_id, known_on, %1$s from known group by 1, 2, 3
                on conflict (day, unit_id, known_on) do update set %5$s)
            insert into person_months as t (month, person_id, unit_id, known_on, %2$s)
            select month, person_id, unit_id, greatest(known_on, cast(month + interval '1 month' - interval '1 day' as date)), %1$s
              from known group by 1, 2, 3, 4
            on conflict (month, person_id, unit_id, known_on) do update set %5$s"""
                    .formatted(SUMS, each("%s"), each("-p.%s"), anything(), each("%1$s = t.%1$s + excluded.%1$s"));

    /**
     * What adds up to a period: whole months from their own table, the month that the horizon cuts by its days. {@code %1$s} the
     * columns, {@code %2$s} a further condition; ?4 and ?5 a period of whole months, ?6 the horizon.
     */
    static final String PARTS =
            """
            select person_id, unit_id, %1$s from person_months
             where month between ?4 and ?5 and known_on <= ?6 %2$s
            union all
            select person_id, unit_id, %1$s from person_days
             where day between greatest(?4, cast(date_trunc('month', cast(?6 as date) + 1) as date)) and least(cast(?5 as date), ?6)
               and known_on <= ?6 %2$s""";

    /** One metric by person and unit: {@code person_id, unit_id, value}. As {@link #PARTS}, of one column. */
    static final String TOTALS =
            "select person_id, unit_id, sum(%1$s) as value from (" + PARTS + ") parts group by 1, 2";

    /** What was done in the units of {@code made_in}, by their index. */
    static final String ON_BOARD = "and unit_id = any(array(select unit_id from made_in))";

    private final String zone;

    Facts(WealthConfig config) {
        zone = config.zone().getId();
    }

    /** Joins the caller's transaction, which holds the row of {@code person_day_scan}. */
    Uni<Integer> workOut(List<LocalDate> days, LocalDate today) {
        String list = days.stream().map(LocalDate::toString).collect(Collectors.joining(","));
        return days.isEmpty() ? Uni.createFrom().item(0) : Db.execute(WORK_OUT, list, zone, today);
    }

    /** Whether there is anything at all in a group. */
    static String anything() {
        return COLUMNS.stream().map("sum(%s) <> 0"::formatted).collect(Collectors.joining(" or "));
    }

    /** A list of something for each of {@link #COLUMNS}. */
    static String each(String pattern) {
        UnaryOperator<String> one = pattern::formatted;
        return COLUMNS.stream().map(one).collect(Collectors.joining(", "));
    }
}
