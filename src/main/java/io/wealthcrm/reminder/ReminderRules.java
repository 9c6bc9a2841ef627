package io.wealthcrm.reminder;

/**
 * Who is reminded of what, each rule one select for {@code Notifications.fanOut}. Parameters: ?1 and ?2 the first and last
 * business date scanned, ?3 the firm's zone. A reminder is worth a push until the next one of its kind, the last one until
 * the end of its day.
 */
final class ReminderRules {
    private ReminderRules() {}

    /** T-30, T-7, T-1 and T, to the advisor who serves the customer and to the customer. */
    static final String MATURITY =
            """
            select told.person_id, h.holding_id as entity_id, h.matures_on || '/T-' || mark.days as occasion,
                   jsonb_build_object('date', cast(h.matures_on as text), 'daysLeft', cast(mark.days as text),
                                      'customerId', h.customer_id, 'productId', h.product_id) as data,
                   cast(h.matures_on - mark.next as timestamp) at time zone ?3 as expires_at
              from (values (30, 7), (7, 1), (1, 0), (0, -1)) as mark (days, next)
              join maturing_holdings h
                on h.matures_on between cast(?1 as date) + mark.days and cast(?2 as date) + mark.days
             cross join lateral (
                select h.advisor_id as person_id where h.advisor_id is not null
                union
                select u.id from users u where u.customer_id = h.customer_id) told""";

    /** T-3 and T, to the advisor unless the customer is not to be contacted (冷静期免打扰); who was born on 29 February has the 28th in a common year. */
    static final String BIRTHDAY =
            """
            select b.advisor_id as person_id, b.customer_id as entity_id, party.on_day || '/T-' || mark.days as occasion,
                   jsonb_build_object('date', cast(party.on_day as text), 'daysLeft', cast(mark.days as text),
                                      'customerId', b.customer_id) as data,
                   cast(party.on_day - mark.next as timestamp) at time zone ?3 as expires_at
              from (values (3, 0), (0, -1)) as mark (days, next)
             cross join lateral (
                select cast(?1 as date) + mark.days + step as on_day
                  from generate_series(0, cast(?2 as date) - cast(?1 as date)) step) party
             cross join lateral (
                select extract(month from party.on_day) as month, extract(day from party.on_day) as dom
                union all
                select 2, 29 where to_char(party.on_day, 'MMDD') = '0228' and to_char(party.on_day + 1, 'MMDD') = '0301') born
              join customer_birthdays b
                on extract(month from b.birthday) = born.month and extract(day from b.birthday) = born.dom
               and b.birthday < party.on_day
             where b.advisor_id is not null and not b.shielded""";

    /** On the day a planned follow-up is due, to the advisor. */
    static final String FOLLOW_UP =
            """
            select f.advisor_id as person_id, f.interaction_id as entity_id,
                   cast(cast(f.next_at at time zone ?3 as date) as text) as occasion,
                   jsonb_build_object('date', cast(cast(f.next_at at time zone ?3 as date) as text), 'daysLeft', '0',
                                      'customerId', f.customer_id) as data,
                   cast(cast(f.next_at at time zone ?3 as date) + 1 as timestamp) at time zone ?3 as expires_at
              from customer_follow_ups f
             where f.next_at >= cast(cast(?1 as date) as timestamp) at time zone ?3
               and f.next_at < cast(cast(?2 as date) + 1 as timestamp) at time zone ?3
               and f.advisor_id is not null""";
}
