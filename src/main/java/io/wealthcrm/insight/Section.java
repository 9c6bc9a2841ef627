package io.wealthcrm.insight;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What an overview reads beside the profile: each section is one branch of one statement, cut short and led by its table's
 * index on the customer. A section that somebody may not see is not asked for.
 */
enum Section {
    /** Groups the customer is in, with what the members in sight own together; of the others only their number. */
    HOUSEHOLD(
            false,
            """
            row_number() over (order by g.id), jsonb_build_object(
                   'id', g.id, 'name', g.name, 'kind', g.kind, 'role', own.role, 'members', who.members,
                   'hiddenMembers', who.hidden, 'totals', coalesce(sums.totals, '[]'), 'notes', coalesce(said.notes, '[]'))
              from asked a
              join household_members own on own.customer_id = a.customer and own.until is null
              join households g on g.id = own.household_id
             cross join lateral (
                select jsonb_agg(jsonb_build_object('customerId', c.id, 'name', c.name, 'role', m.role)
                                 order by (m.role = 'HEAD') desc, m.id) filter (where sight.seen) as members,
                       count(*) filter (where not sight.seen) as hidden, array_agg(c.id) filter (where sight.seen) as seen
                  from household_members m
                  left join customers c on c.id = m.customer_id
                 cross join lateral (
                    select (a.firm or c.advisor_id = any(a.mine) or c.unit_id = any(a.units) or c.id = any(a.seats)) is true as seen) sight
                 where m.household_id = g.id and m.until is null) who
             cross join lateral (
                select jsonb_agg(jsonb_build_object(
                           'currency', t.currency, 'holdings', t.holdings, 'principal', cast(t.principal as text),
                           'value', cast(t.value as text)) order by t.currency) as totals
                  from (select h.currency, count(*) as holdings, sum(h.principal) as principal, sum(h.value) as value
                          from unnest(who.seen) as member (id)
                         cross join lateral (
                            select * from open_holdings_on(a.today) every where every.customer_id = member.id) h
                         group by h.currency) t) sums
             cross join lateral (
                select jsonb_agg(jsonb_build_object('id', n.id, 'text', n.text, 'by', n.by_id, 'byName', u.display_name,
                                                    'at', n.at) order by n.id desc) as notes
                  from (select * from household_notes where household_id = g.id order by id desc limit 3) n
                  join users u on u.id = n.by_id) said
             order by g.id limit 10"""),
    HOLDING(
            true,
            """
            row_number() over (order by h.id desc), jsonb_build_object(
                   'id', h.id, 'productId', h.product_id, 'productName', h.product_name, 'productKind', h.product_kind, 'orderId', h.order_id,
                   'currency', h.currency, 'principal', cast(h.principal as text), 'value', cast(h.value as text),
                   'navDate', h.nav_date, 'openedOn', h.opened_on, 'maturesOn', h.matures_on)
              from held h order by h.id desc limit 20"""),
    HOLDING_TOTAL(
            true,
            """
            row_number() over (order by h.currency), jsonb_build_object(
                   'currency', h.currency, 'holdings', count(*), 'principal', cast(sum(h.principal) as text),
                   'value', cast(sum(h.value) as text))
              from held h group by h.currency"""),
    /** An order is in sight by its own advisor and unit: who sold it may be another than who serves the customer. */
    ORDER(
            true,
            """
            row_number() over (order by o.booked_at desc, o.id desc), o.facts
              from asked a join order_gate_facts o on o.customer_id = a.customer
             where o.status in ('BOOKED', 'SUBMITTED', 'RETURNED', 'APPROVED', 'COOLING_OFF', 'AWAITING_CALLBACK')
               and (a.firm or o.advisor_id = any(a.mine) or o.unit_id = any(a.units) or o.customer_id = any(a.seats)
                    or o.customer_id = a.self)
             order by o.booked_at desc, o.id desc limit 10"""),
    REMINDER(
            true,
            """
            row_number() over (order by r.on_day, r.kind, r.entity_id), jsonb_build_object(
                   'kind', r.kind, 'date', r.on_day, 'entityId', r.entity_id, 'productId', r.product_id, 'title', r.title)
              from (select 'MATURITY' as kind, h.matures_on as on_day, h.id as entity_id, h.product_id, h.product_name as title
                      from asked a join held h on h.matures_on >= a.today
                    union all
                    select 'BIRTHDAY', party.on_day, c.id, null, null
                      from asked a join customers c on c.id = a.customer and a.self is null
                     cross join lateral (
                        select cast(c.birthday + make_interval(years => cast(
                                   extract(year from a.today) - extract(year from c.birthday) as integer) + step) as date) as on_day
                          from generate_series(0, 1) step) party
                     where party.on_day between a.today and a.today + 30 and party.on_day > c.birthday
                    union all
                    select 'FOLLOW_UP', cast(t.due_at at time zone a.zone as date), t.id, null, t.title
                      from asked a join tasks t on t.customer_id = a.customer and t.state = 'OPEN' and a.self is null
                     where t.assignee_id = a.me or t.created_by = a.me
                        or exists (select from users u where u.id = t.assignee_id and u.unit_id = any(a.units))) r
             order by r.on_day, r.kind, r.entity_id limit 10"""),
    CONTACT(
            false,
            """
            row_number() over (order by i.at desc, i.id desc), jsonb_build_object(
                   'id', i.id, 'kind', i.kind, 'at', i.at, 'by', i.by_id, 'byName', u.display_name, 'summary', i.summary,
                   'nextStep', i.next_step, 'nextAt', i.next_at)
              from asked a join interactions i on i.customer_id = a.customer and i.kind <> 'NOTE'
              join users u on u.id = i.by_id
             order by i.at desc, i.id desc limit 5"""),
    /** Dealings that have shrunk, acknowledged ones among them. */
    ATTRITION(
            false,
            """
            row_number() over (order by w.id desc), jsonb_build_object(
                   'id', w.id, 'kind', w.kind, 'days', w.days, 'raisedOn', w.raised_on, 'state', w.state,
                   'before', cast(w.figure_before as text), 'after', cast(w.figure_after as text))
              from asked a join attrition_warnings w on w.customer_id = a.customer and w.state <> 'ENDED'
             order by w.id desc limit 3"""),
    COMPLAINT(
            true,
            """
            row_number() over (order by k.due_at, k.id), jsonb_build_object(
                   'id', k.id, 'number', k.number, 'kind', k.kind, 'category', k.category,
                   'severity', case when a.self is null then k.severity end,
                   'subject', case when k.about_user_id is distinct from a.me or k.disclosed_to = a.me then k.subject end, 'state', k.state,
                   'level', case when a.self is null then k.level end, 'assigneeId', k.assignee_id,
                   'assigneeName', u.display_name, 'openedAt', k.opened_at, 'dueAt', k.due_at,
                   'overdue', k.state in ('OPEN', 'ASSIGNED') and k.due_at < a.now)
              from asked a join open_complaints k on k.customer_id = a.customer
              left join users u on u.id = k.assignee_id
             order by k.due_at, k.id limit 5"""),
    CONSENT(
            true,
            """
            row_number() over (order by s.purpose), jsonb_build_object(
                   'purpose', s.purpose, 'granted', s.granted, 'givenOn', s.given_on, 'validUntil', s.valid_until,
                   'holds', s.granted and (s.valid_until < s.today) is not true)
              from (select distinct on (s.purpose) s.*, a.today
                      from asked a join consents s on s.customer_id = a.customer
                     order by s.purpose, s.id desc) s"""),
    CONTRIBUTION(
            false,
            """
            1, jsonb_build_object(
                   'customerId', f.customer_id, 'since', f.since, 'asOf', f.as_of, 'fees', cast(f.fees as text),
                   'cost', cast(f.cost as text), 'contribution', cast(f.contribution as text),
                   'assets', cast(f.assets as text), 'confirmed', cast(f.confirmed as text), 'level', f.level,
                   'leeway', cast(f.leeway as text))
              from asked a join contribution_figures f on f.customer_id = a.customer""");

    /** Who asks for whom and when; {@code held} is read by several sections. */
    private static final String ASKED =
            """
            with asked as (
                select cast(?1 as uuid) as customer, cast(?2 as timestamptz) as now, cast(?3 as date) as today,
                       cast(?4 as text) as zone, cast(?5 as boolean) as firm, cast(?6 as uuid) as me,
                       cast(?7 as uuid[]) as units, cast(?8 as uuid) as self,
                       cast(?9 as uuid[]) as mine, cast(?10 as uuid[]) as seats),
            held as (
                select h.* from asked a cross join lateral (
                    select * from open_holdings_on(a.today) every where every.customer_id = a.customer) h)
            select section, cast(payload as text) from (
            """;

    static final String FOR_STAFF = statement(true);
    static final String FOR_CUSTOMERS = statement(false);

    private final boolean customersToo;
    private final String branch;

    Section(boolean customersToo, String branch) {
        this.customersToo = customersToo;
        this.branch = branch;
    }

    /** A row of either statement; {@code payload} is JSON. */
    record Part(Section section, String payload) {}

    private static String statement(boolean staff) {
        return Arrays.stream(values())
                .filter(section -> staff || section.customersToo)
                .map(section -> "(select '" + section + "', " + section.branch + ")")
                .collect(Collectors.joining(
                        "\nunion all\n", ASKED, ") parts (section, position, payload) order by section, position"));
    }
}
