package io.wealthcrm.reminder;

/**
 * What is to come: each reminder is worth a push until the next one of its kind, the last one until the end of its day. The
 * parameters are {@link RuleKind#scan}'s.
 */
final class ComingRules {
    private ComingRules() {}

    static final String MATURITY = RuleSql.marks("MATURITY")
            + """
            select told.person_id, h.holding_id as entity_id, h.matures_on || '/T-' || mark.days as occasion,
                   jsonb_build_object('date', cast(h.matures_on as text), 'daysLeft', cast(mark.days as text),
                                      'customerId', h.customer_id, 'productId', h.product_id) as data,
                   cast(h.matures_on - mark.next as timestamp) at time zone ?3 as expires_at
              from mark
             cross join lateral (
                select * from maturing_holdings
                 where matures_on between cast(?1 as date) + mark.days and cast(?2 as date) + mark.days
                offset 0) h
            """
            + RuleSql.told("h.advisor_id", "h.customer_id");

    /** Not while the customer is not to be contacted (冷静期免打扰); who was born on 29 February has the 28th in a common year. */
    static final String BIRTHDAY = RuleSql.marks("BIRTHDAY")
            + """
            select told.person_id, b.customer_id as entity_id, party.on_day || '/T-' || mark.days as occasion,
                   jsonb_build_object('date', cast(party.on_day as text), 'daysLeft', cast(mark.days as text),
                                      'customerId', b.customer_id) as data,
                   cast(party.on_day - mark.next as timestamp) at time zone ?3 as expires_at
              from mark
             cross join lateral (
                select cast(?1 as date) + mark.days + step as on_day
                  from generate_series(0, cast(?2 as date) - cast(?1 as date)) step) party
             cross join lateral (
                select extract(month from party.on_day) as month, extract(day from party.on_day) as dom
                union all
                select 2, 29 where to_char(party.on_day, 'MMDD') = '0228' and to_char(party.on_day + 1, 'MMDD') = '0301') born
              join customer_birthdays b
                on extract(month from b.birthday) = born.month and extract(day from b.birthday) = born.dom
               and b.birthday < party.on_day and not b.shielded
            """
            + RuleSql.told("b.advisor_id", "cast(null as uuid)");

    /** A task of somebody's, as a rule a follow-up; on its day under the name it has always had. */
    static final String FOLLOW_UP = RuleSql.marks("FOLLOW_UP")
            + """
            select told.person_id, t.id as entity_id,
                   day.due || case when mark.days > 0 then '/T-' || mark.days else '' end as occasion,
                   jsonb_strip_nulls(jsonb_build_object('date', cast(day.due as text), 'daysLeft', cast(mark.days as text),
                                                        'customerId', t.customer_id)) as data,
                   cast(day.due - mark.next as timestamp) at time zone ?3 as expires_at
              from mark
            """
            + RuleSql.dated("tasks", "state = 'OPEN'", "due_at", '+', "t")
            + " cross join lateral (select cast(t.due_at at time zone ?3 as date) as due) day"
            + RuleSql.told("t.assignee_id", "cast(null as uuid)");
}
