package io.wealthcrm.contribution;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/**
 * What the channels cost against what their customers brought, in one statement. A branch's report has the branch's own costs
 * alone: what the firm spent as a whole is in the firm's report and shared out to nobody, for any key would make a branch answer
 * for what it neither ordered nor can change. Customers count where they are now, whoever won them.
 */
@ApplicationScoped
class ChannelReports {
    /** ?1 the unit, ?2 whether the firm is in sight, ?3 the units in sight. */
    private static final String KNOWN =
            """
            select u.id from units u
             where u.id = ?1 and u.kind <> 'TEAM' and (cast(?2 as boolean) or u.id = any (cast(?3 as uuid[])))""";

    /** The units asked for; ?1 to ?3 as {@link #KNOWN}, without a unit all in sight. */
    static final String ASKED =
            """
            asked as materialized (
                select u.id, u.kind from units u
                 where (cast(?2 as boolean) or u.id = any (cast(?3 as uuid[])))
                   and (cast(?1 as uuid) is null or starts_with(u.path, (select top.path from units top where top.id = ?1))))""";

    /** The newest versions in the months ?4 to ?5 of the branches asked for, and of the firm where it is asked for. */
    static final String LINES =
            """
            line as (
                select distinct on (k.month, k.channel, k.branch_id) k.* from channel_costs k
                 where k.month between ?4 and ?5
                   and case when k.branch_id is null then exists (select from asked where kind = 'HEAD_OFFICE')
                            else k.branch_id in (select id from asked) end
                 order by k.month, k.channel, k.branch_id, k.version desc)""";

    /** ?6 the months' first instant, ?7 the one after them. */
    private static final String REPORT = "with " + ASKED + ", " + LINES
            + """
            , spent as (select channel, sum(amount) as cost from line group by channel having sum(amount) > 0),
            won as (
                select a.channel, count(*) as customers, count(*) filter (where a.converted) as converted,
                       sum(a.confirmed) as confirmed, sum(a.contribution) as contribution
                  from acquired_customers a join asked on asked.id = a.unit_id
                 where a.created_at >= ?6 and a.created_at < ?7 group by a.channel),
            figure as (
                select channel, sum(cost) as cost, coalesce(sum(customers), 0) as customers,
                       coalesce(sum(converted), 0) as converted, coalesce(sum(confirmed), 0.00) as confirmed,
                       coalesce(sum(contribution), 0.00) as contribution, grouping(channel) as place
                  from spent full join won using (channel) group by grouping sets ((channel), ()))
            select channel, cost, customers, round(cost / nullif(customers, 0), 2), converted,
                   round(cost / nullif(converted, 0), 2), confirmed, contribution, round(contribution / nullif(cost, 0), 4)
              from figure order by place, channel nulls last""";

    private final ZoneId zone;

    ChannelReports(WealthConfig config) {
        this.zone = config.zone();
    }

    /** @param unit head office, which is the firm, or a branch; null for all in sight. @throws Problem NOT_FOUND */
    @WithSession
    Uni<ChannelReport> of(Scope scope, UUID unit, CostMonths months) {
        return requireKnown(scope, unit)
                .chain(() -> Db.select(
                        ChannelReturn.class,
                        REPORT,
                        unit,
                        scope.firm(),
                        scope.unitArray(),
                        months.first(),
                        months.last(),
                        months.start(zone),
                        months.end(zone)))
                .map(rows -> report(months, rows));
    }

    /** @throws Problem NOT_FOUND for a unit out of sight, and for a team, which has no costs */
    static Uni<Void> requireKnown(Scope scope, UUID unit) {
        return unit == null
                ? Uni.createFrom().voidItem()
                : Db.one(UUID.class, KNOWN, unit, scope.firm(), scope.unitArray())
                        .replaceWithVoid();
    }

    /** The last row is the sum of all. */
    private static ChannelReport report(CostMonths months, List<ChannelReturn> rows) {
        int last = rows.size() - 1;
        return new ChannelReport(
                months.from().toString(), months.to().toString(), rows.subList(0, last), rows.get(last));
    }
}
