package io.wealthcrm.contribution;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.Channel;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** What was spent to win customers, as finance enters it; a change is a new version, and the newest counts. */
@ApplicationScoped
class ChannelCosts {
    /** The place in the list of what the firm spent as a whole. */
    private static final UUID FIRM = new UUID(0, 0);

    /** The branch, if one is named, and the version its entry has by now. ?1 the channel, ?2 the month, ?3 the branch. */
    private static final String STANDING =
            """
            select coalesce((select max(k.version) from channel_costs k
                              where k.month = ?2 and k.channel = ?1 and k.branch_id is not distinct from cast(?3 as uuid)), 0)
             where cast(?3 as uuid) is null or exists (select from units u where u.id = ?3 and u.kind = 'BRANCH')""";

    private static final String ADD =
            """
            insert into channel_costs (id, channel, month, branch_id, version, amount, note, changed_by, changed_at)
            values (?1, ?2, ?3, cast(?4 as uuid), ?5, ?6, ?7, ?8, ?9)""";

    /** ?6 to ?8 the last row before, null for the first page; ?9 how many. */
    private static final String LIST = "with " + ChannelReports.ASKED + ", " + ChannelReports.LINES
            + """
            select channel, to_char(month, 'YYYY-MM'), branch_id, amount, note, version, changed_by, changed_at
              from (select line.*, coalesce(branch_id, uuid '00000000-0000-0000-0000-000000000000') as place from line) l
             where cast(?6 as date) is null or (month, channel, place) > (cast(?6 as date), cast(?7 as text), cast(?8 as uuid))
             order by month, channel, place limit ?9""";

    private final Audit audit;
    private final Clock clock;

    ChannelCosts(Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** From the earliest month on, as {@link ChannelReports} has them. @throws Problem NOT_FOUND, INVALID_CURSOR */
    @WithSession
    Uni<Page<ChannelCost>> list(Scope scope, UUID unit, CostMonths months, PageRequest page) {
        Cursor after = page.cursor(3);
        return ChannelReports.requireKnown(scope, unit)
                .chain(() -> Db.select(
                        ChannelCost.class,
                        LIST,
                        unit,
                        scope.firm(),
                        scope.unitArray(),
                        months.first(),
                        months.last(),
                        after == null ? null : after.date(0),
                        after == null ? null : after.text(1),
                        after == null ? null : after.uuid(2),
                        page.rows()))
                .map(rows -> Page.of(rows, page.limit(), ChannelCosts::place));
    }

    private static Cursor place(ChannelCost cost) {
        return Cursor.of(
                YearMonth.parse(cost.month()).atDay(1), cost.channel(), cost.branch() == null ? FIRM : cost.branch());
    }

    /**
     * Enters or replaces one, as version 1 where there was none.
     *
     * @param branch null for what the firm spent as a whole
     * @throws Problem NOT_FOUND, VERSION_REQUIRED, STALE_VERSION, INVALID_INPUT
     */
    @WithTransaction
    Uni<ChannelCost> enter(
            Channel channel, YearMonth month, UUID branch, String ifMatch, NewChannelCost input, Caller by) {
        input.requireSound();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        UUID id = Ids.next();
        return Db.one(Long.class, STANDING, channel.name(), month.atDay(1), branch)
                .invoke(version -> Version.require(ifMatch, version))
                .map(version -> new ChannelCost(
                        channel, month.toString(), branch, input.amount(), input.note(), version + 1, by.userId(), now))
                .call(cost -> store(id, cost))
                .call(() -> audit.record(by.userId(), "CHANNEL_COST_ENTERED", "CHANNEL_COST", id));
    }

    private static Uni<Integer> store(UUID id, ChannelCost cost) {
        return Db.execute(
                        ADD,
                        id,
                        cost.channel().name(),
                        YearMonth.parse(cost.month()).atDay(1),
                        cost.branch(),
                        cost.version(),
                        cost.amount().amount(),
                        cost.note(),
                        cost.changedBy(),
                        cost.changedAt())
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "channel_costs_key"))
                .transform(failure -> Problem.of(CommonProblem.STALE_VERSION));
    }
}
