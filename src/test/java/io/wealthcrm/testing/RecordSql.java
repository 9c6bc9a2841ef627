package io.wealthcrm.testing;

/** Lays a record of each subject on the customers {@code asked(customer, advisor, seller, unit)}, with one statement each. */
final class RecordSql {
    static final String ORDERS =
            """
            insert into orders (%1$s)
            select %1$s from (
                select (jsonb_populate_record(o, jsonb_build_object(
                           'id', uuidv7(), 'customer_id', a.customer, 'advisor_id', a.seller, 'booked_by', a.seller, 'unit_id', a.unit))).*
                  from orders o cross join asked a where o.id = ?) copied""";

    static final String COMPLAINTS =
            """
            insert into complaints (id, number, customer_id, kind, category, severity, subject, text, channel, state, opened_by, opened_at,
                   sla_version, counts_from, first_due_at, due_at, late_at, very_late_at)
            select uuidv7(), 'M-' || a.customer, a.customer, 'COMPLAINT', 'SERVICE', 4, '矩阵', '矩阵', 'PHONE', 'OPEN', ?, now(), 1, now(),
                   now() + interval '1 year', now() + interval '1 year', now() + interval '1 year', now() + interval '1 year'
              from asked a""";

    static final String HOUSEHOLDS =
            """
            , home as (insert into households (id, name, kind, created_by, created_at)
                       select a.customer, '矩阵', 'FAMILY', ?, now() from asked a returning id, created_by)
            insert into household_members (id, household_id, customer_id, role, since, by_id)
            select uuidv7(), id, id, 'HEAD', current_date, created_by from home""";

    static final String TASKS =
            """
            insert into tasks (id, title, customer_id, assignee_id, origin, priority, due_at, first_due_at, created_by, created_at)
            select uuidv7(), '矩阵', a.customer, a.advisor, 'MANUAL', 'LOW', now() + interval '1 year', now() + interval '1 year',
                   a.advisor, now() from asked a where a.advisor is not null""";

    static final String APPOINTMENTS =
            """
            insert into appointments (id, owner_id, customer_id, kind, title, starts_at, ends_at, booked_by, booked_at)
            select uuidv7(), a.advisor, a.customer, 'CALL', '矩阵', now() + make_interval(days => 300 + a.n),
                   now() + make_interval(days => 300 + a.n, hours => 1), a.advisor, now()
              from (select a.*, cast(row_number() over () as integer) as n from asked a) a where a.advisor is not null""";

    static final String VISITS =
            """
            insert into visits (id, advisor_id, customer_id, checked_in_at, checked_out_at)
            select uuidv7(), a.advisor, a.customer, now(), now() from asked a where a.advisor is not null""";

    static final String FEEDBACK =
            """
            insert into tier_feedback (id, customer_id, tier, proposed_tier, reason, asked_by, asked_at)
            select uuidv7(), a.customer, 'STANDARD', 'GOLD', '矩阵', a.advisor, now() from asked a where a.advisor is not null""";

    static final String WARNINGS =
            """
            insert into attrition_warnings (id, customer_id, kind, figure_before, figure_after, days, raised_on)
            select uuidv7(), a.customer, 'ASSETS', 1000000, 0, 90, current_date from asked a""";

    private RecordSql() {}
}
