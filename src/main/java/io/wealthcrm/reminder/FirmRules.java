package io.wealthcrm.reminder;

/** What a day brought the firm, told when it is over. The parameters are {@link RuleKind#scan}'s. */
final class FirmRules {
    private FirmRules() {}

    /**
     * 每日销冠: who had most yuan confirmed on the day, to all who sell; how much it was stays with the firm. It is who served
     * the customer on that day, as the holding remembers, and one for the day, however often it is looked at.
     */
    static final String CHAMPION = RuleSql.marks("CHAMPION")
            + """
            select u.id as person_id, firm.id as entity_id, cast(best.day as text) as occasion,
                   jsonb_build_object('date', cast(best.day as text), 'advisorId', best.advisor_id,
                                      'advisorName', champion.display_name, 'orders', cast(best.orders as text)) as data,
                   cast(best.day + best.days + 1 as timestamp) at time zone ?3 as expires_at
              from (select sold.day, seller.advisor_id, count(*) as orders, mark.days,
                           row_number() over (partition by sold.day, mark.days
                                              order by sum(o.amount) desc, count(*) desc, seller.advisor_id) as place
                      from mark
            """
            + RuleSql.dated("order_history", "to_status = 'CONFIRMED'", "at", '-', "h")
            + """
                     cross join lateral (select cast(h.at at time zone ?3 as date) as day) sold
                      join orders o on o.id = h.order_id and o.currency = 'CNY'
                      left join holdings bought on bought.order_id = o.id
                     cross join lateral (select coalesce(bought.advisor_id, o.advisor_id) as advisor_id) seller
                     group by sold.day, seller.advisor_id, mark.days) best
              join users champion on champion.id = best.advisor_id
              join units firm on firm.kind = 'HEAD_OFFICE'
              join users u on u.active and u.roles && array['ADVISOR', 'TEAM_LEAD', 'BRANCH_MANAGER']
             where best.place = 1""";

    /** 经营日报: to executives the whole firm's counts, to branch managers those of their own units. */
    static final String DAILY_DIGEST = RuleSql.marks("DAILY_DIGEST")
            + """
            , deeds as (
                select cast(o.booked_at at time zone ?3 as date) as day, o.unit_id, 1 as booked, 0 as confirmed, 0 as customers
                  from mark
            """
            + RuleSql.dated("orders", "true", "booked_at", '-', "o")
            + """
                union all
                select cast(h.at at time zone ?3 as date), o.unit_id, 0, 1, 0
                  from mark
            """
            + RuleSql.dated("order_history", "to_status = 'CONFIRMED'", "at", '-', "h")
            + """
                  join orders o on o.id = h.order_id
                union all
                select cast(c.created_at at time zone ?3 as date), c.unit_id, 0, 0, 1
                  from mark
            """
            + RuleSql.dated("customers", "true", "created_at", '-', "c")
            + """
            ),
            daily as (
                select day, unit_id, sum(booked) as booked, sum(confirmed) as confirmed, sum(customers) as customers
                  from deeds group by day, unit_id)
            select u.id as person_id, u.unit_id as entity_id, cast(told.day as text) as occasion,
                   jsonb_build_object('date', cast(told.day as text),
                       'booked', cast(coalesce(sum(d.booked), 0) as text),
                       'confirmed', cast(coalesce(sum(d.confirmed), 0) as text),
                       'customers', cast(coalesce(sum(d.customers), 0) as text)) as data,
                   cast(told.day + told.days + 1 as timestamp) at time zone ?3 as expires_at
              from (select cast(?1 as date) - mark.days + step as day, mark.days
                      from mark cross join generate_series(0, cast(?2 as date) - cast(?1 as date)) step) told
              join users u on u.active and u.roles && array['EXECUTIVE', 'BRANCH_MANAGER']
              join units own on own.id = u.unit_id
              left join (daily d join units s on s.id = d.unit_id)
                on d.day = told.day and ('EXECUTIVE' = any (u.roles) or starts_with(s.path, own.path))
             group by u.id, told.day, told.days""";
}
