package io.wealthcrm.reminder;

/** What the scans have in common. */
final class RuleSql {
    private RuleSql() {}

    /**
     * The rule's row as {@code mark}, once for each offset of {@code ?4}: {@code days}, {@code next} as the offset that follows
     * it in the rule (-1 after the last one) and the audience. It is read where it is used, so a scan is one statement.
     */
    static String marks(String kind) {
        return """
            with mark as (
                select * from (
                    select days, coalesce(lead(days) over (order by days desc), -1) as next, r.audience
                      from reminder_rules r cross join lateral unnest(r.offsets) as days where r.kind = '%s') whole
                 where days = any(cast(?4 as integer[])))
            """
                .formatted(kind);
    }

    /** Whom of a customer's people the rule names, as {@code told.person_id}; expressions of advisor and customer. */
    static String told(String advisor, String customer) {
        return """
             cross join lateral (
                select %1$s as person_id where %1$s is not null and 'ADVISOR' = any (mark.audience)
                union
                select u.id from users u where u.customer_id = %2$s and 'CUSTOMER' = any (mark.audience)
                union
                select l.id from users a join users l on l.unit_id = a.unit_id and 'TEAM_LEAD' = any (l.roles)
                 where a.id = %1$s and 'TEAM_LEAD' = any (mark.audience)) told
            """
                .formatted(advisor, customer);
    }

    /**
     * Rows of a table whose moment lies {@code mark.days} after ({@code +}) or before ({@code -}) the scanned dates. The
     * offset fences them in, so that they are looked up by the index of their moment, however many there are.
     */
    static String dated(String table, String condition, String moment, char sign, String alias) {
        return """
             cross join lateral (
                select * from %1$s
                 where %2$s and %3$s >= cast(cast(?1 as date) %4$s mark.days as timestamp) at time zone ?3
                   and %3$s < cast(cast(?2 as date) %4$s mark.days + 1 as timestamp) at time zone ?3
                offset 0) %5$s
            """
                .formatted(table, condition, moment, sign, alias);
    }
}
