package io.wealthcrm.reminder;

/**
 * What has happened, or has not: told so many days after, and worth a push until the end of that day. The parameters are
 * {@link RuleKind#scan}'s.
 */
final class PastRules {
    private PastRules() {}

    /** A signed paper contract that is not back at operations, so many days after it was signed. */
    static final String CONTRACT_OVERDUE = RuleSql.marks("CONTRACT_OVERDUE")
            + """
            select told.person_id, p.order_id as entity_id, day.signed || '/T+' || mark.days as occasion,
                   jsonb_build_object('date', cast(day.signed as text), 'daysSince', cast(mark.days as text),
                                      'orderId', p.order_id, 'contractNumber', p.number) as data,
                   cast(day.signed + mark.days + 1 as timestamp) at time zone ?3 as expires_at
              from mark
            """
            + RuleSql.dated("paper_contracts", "status = 'SIGNED'", "status_at", '-', "p")
            + " cross join lateral (select cast(p.status_at at time zone ?3 as date) as signed) day"
            + RuleSql.told("p.advisor_id", "cast(null as uuid)");

    /** A task that is still open although its day has passed. */
    static final String TASK_OVERDUE = RuleSql.marks("TASK_OVERDUE")
            + """
            select told.person_id, t.id as entity_id, day.due || '/T+' || mark.days as occasion,
                   jsonb_strip_nulls(jsonb_build_object('date', cast(day.due as text), 'daysSince', cast(mark.days as text),
                                                        'customerId', t.customer_id)) as data,
                   cast(day.due + mark.days + 1 as timestamp) at time zone ?3 as expires_at
              from mark
            """
            + RuleSql.dated("tasks", "state = 'OPEN'", "due_at", '-', "t")
            + " cross join lateral (select cast(t.due_at at time zone ?3 as date) as due) day"
            + RuleSql.told("t.assignee_id", "cast(null as uuid)");

    /** Once for each day's value, however many holdings of the product a person has to do with. */
    static final String NAV_PUBLISHED = RuleSql.marks("NAV_PUBLISHED")
            + """
            select distinct told.person_id, n.product_id as entity_id, cast(n.nav_date as text) as occasion,
                   jsonb_build_object('date', cast(n.nav_date as text), 'productId', n.product_id) as data,
                   cast(cast(n.recorded_at at time zone ?3 as date) + mark.days + 1 as timestamp) at time zone ?3 as expires_at
              from mark
            """
            + RuleSql.dated("navs", "true", "recorded_at", '-', "n")
            + """
              join holdings h on h.product_id = n.product_id and h.status = 'OPEN'
              join customers c on c.id = h.customer_id
            """
            + RuleSql.told("c.advisor_id", "c.id");

    /** Under the same name as settlement's own notice of it, so that nobody is told twice. */
    static final String PAYOUT = RuleSql.marks("PAYOUT")
            + """
            select told.person_id, p.id as entity_id, 'PAID' as occasion,
                   jsonb_build_object('payoutId', p.id, 'orderId', p.order_id, 'status', 'PAID') as data,
                   cast(cast(p.paid_at at time zone ?3 as date) + mark.days + 1 as timestamp) at time zone ?3 as expires_at
              from mark
            """
            + RuleSql.dated("payouts", "true", "paid_at", '-', "p")
            + " join customers c on c.id = p.customer_id"
            + RuleSql.told("c.advisor_id", "c.id");
}
