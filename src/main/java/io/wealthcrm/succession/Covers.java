package io.wealthcrm.succession;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Outbox;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Restorations;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;

/**
 * Cover during leave (代管). What a cover sees is said once, where a session's person is looked up: a cover withdrawn counts from the next
 * request on.
 */
@ApplicationScoped
class Covers {
    private static final int MOST_DAYS = 92;
    private static final int MOST_AT_ONCE = 5;
    private static final int FURTHEST = 366;
    private static final UUID LAST = new UUID(-1, -1);

    private static final String LOCK = "select id from users where id in (?1, ?2) order by id for no key update";

    /** Leads see their own line by another way, and hand nothing of it on. */
    private static final String FIT =
            """
            select u.unit_id from users u
             where u.id = ?1 and u.active and 'ADVISOR' = any (u.roles) and not u.roles && '{TEAM_LEAD,BRANCH_MANAGER}'""";

    /** Covers of those days that would make a chain, and how many the cover has already. */
    private static final String OTHERS =
            """
            select count(*) filter (where cover_id = ?1 or covered_id = ?2) as chained,
                   count(*) filter (where cover_id = ?2) as held,
                   count(*) filter (where cover_id = ?2 and covered_id = ?1) as same
              from advisor_covers
             where ended_at is null and (cover_id in (?1, ?2) or covered_id in (?1, ?2))
               and daterange(from_on, to_on, '[]') && daterange(cast(?3 as date), cast(?4 as date), '[]')""";

    private static final String ADD =
            """
            insert into advisor_covers (id, covered_id, cover_id, from_on, to_on, reason, created_by, created_at)
            values (?1, ?2, ?3, ?4, ?5, cast(?6 as text), ?7, ?8)""";

    /** {@code %s}: which; ?1 today. */
    private static final String READ =
            """
            select v.id, v.covered_id, a.display_name as covered_name, v.cover_id, b.display_name as cover_name, v.from_on, v.to_on, v.reason,
                   v.created_by, v.created_at, v.ended_at is null and cast(?1 as date) between v.from_on and v.to_on as current, v.ended_at,
                   v.ended_by
              from advisor_covers v join users a on a.id = v.covered_id join users b on b.id = v.cover_id
             where %s""";

    private static final String ONE = READ.formatted("v.id = ?2 and v.covered_id = ?3");

    private static final String LIST =
            READ.formatted("(v.covered_id = ?2 or v.cover_id = ?2) and v.id < ?3 order by v.id desc limit ?4");

    private static final String END =
            "update advisor_covers set ended_at = ?2, ended_by = ?3 where id = ?1 and covered_id = ?4 and ended_at is null";

    private static final String LEAVE =
            """
            update advisor_covers set ended_at = cast(?2 as timestamptz), ended_by = ?3
             where (covered_id = ?1 or cover_id = ?1) and ended_at is null and to_on >= cast(?4 as date)""";

    private static final String LEFT =
            """
            select v.covered_id, v.cover_id from restorable_rows r join advisor_covers v on v.id = cast(r.key ->> 'id' as uuid)
             where r.operation_id = ?1 and r.relation = 'advisor_covers'""";

    private static final String ENDED_SINCE =
            """
            select v.covered_id, v.cover_id from restorable_operations o join advisor_covers v on ?2 in (v.covered_id, v.cover_id)
             where o.id = ?1 and coalesce(v.ended_at, v.over_at) >= o.at""";

    private final Leavers leavers;
    private final Restorations restorations;
    private final Audit audit;
    private final Outbox outbox;
    private final Clock clock;
    private final ZoneId zone;

    Covers(Leavers leavers, Restorations restorations, Audit audit, Outbox outbox, Clock clock, WealthConfig config) {
        this.leavers = leavers;
        this.restorations = restorations;
        this.audit = audit;
        this.outbox = outbox;
        this.clock = clock;
        this.zone = config.zone();
    }

    record Others(long chained, long held, long same) {}

    /** @throws Problem NOT_FOUND, COVER_UNFIT, COVER_CHAIN, TOO_MANY_COVERS, COVER_TWICE, INVALID_INPUT */
    @WithTransaction
    Uni<CoverView> add(Caller caller, UUID covered, NewCover input) {
        requireSound(input);
        UUID id = Ids.next();
        return leavers.giver(caller, covered)
                .chain(() -> Db.select(UUID.class, LOCK, covered, input.coverId()))
                .chain(() -> requireFit(caller, covered, input.coverId()))
                .chain(() -> Db.one(Others.class, OTHERS, covered, input.coverId(), input.from(), input.to()))
                .invoke(Covers::requireFree)
                .chain(() -> write(caller, id, covered, input));
    }

    private Uni<CoverView> write(Caller caller, UUID id, UUID covered, NewCover input) {
        return Db.execute(
                        ADD,
                        id,
                        covered,
                        input.coverId(),
                        input.from(),
                        input.to(),
                        input.reason(),
                        caller.userId(),
                        clock.instant())
                .chain(() -> audit.record(caller.userId(), "ADVISOR_COVERED", "USER", covered))
                .chain(() -> Db.one(CoverView.class, ONE, today(), id, covered));
    }

    /** Those of an advisor and those the advisor has for others, the newest first. @throws Problem NOT_FOUND */
    @WithSession
    Uni<Page<CoverView>> list(Caller caller, UUID person, PageRequest page) {
        UUID before = page.after() == null ? LAST : page.after();
        return (person.equals(caller.userId()) ? Uni.createFrom().voidItem() : leavers.giver(caller, person))
                .chain(() -> Db.select(CoverView.class, LIST, today(), person, before, page.rows()))
                .map(rows -> Page.of(rows, page.limit(), row -> Cursor.of(row.id())));
    }

    /** Ends one before its last day; again changes nothing. @throws Problem NOT_FOUND */
    @WithTransaction
    Uni<Void> end(Caller caller, UUID covered, UUID id) {
        return leavers.giver(caller, covered)
                .chain(() -> Db.one(CoverView.class, ONE, today(), id, covered))
                .chain(cover -> Db.execute(END, id, clock.instant(), caller.userId(), covered)
                        .chain(ended -> ended == 0
                                ? Uni.createFrom().voidItem()
                                : audit.record(caller.userId(), "ADVISOR_COVER_ENDED", "USER", covered)
                                        .chain(() -> outbox.publish(new CoverEnded(covered, cover.coverId())))));
    }

    /** Those of or by somebody who leaves, in an operation that can be taken back, once what was still to do went back. Joins the transaction. */
    Uni<Void> leave(UUID operation, UUID person, UUID by, Instant at) {
        return restorations
                .change(operation, "advisor_covers", LEAVE, person, at, by, today())
                .chain(() -> Db.select(CoverEnded.class, LEFT, operation))
                .chain(outbox::publishAll);
    }

    /** What came back with an operation to covers that ended since goes on to whom they covered. Joins the transaction. */
    Uni<Void> endAgain(UUID operation, UUID person) {
        return Db.select(CoverEnded.class, ENDED_SINCE, operation, person).chain(outbox::publishAll);
    }

    private void requireSound(NewCover input) {
        LocalDate today = today();
        if (input.from().isBefore(today) || input.from().isAfter(today.plusDays(FURTHEST))) {
            throw Problem.invalid("/from", "RANGE", today + " … " + today.plusDays(FURTHEST));
        }
        LocalDate latest = input.from().plusDays(MOST_DAYS - 1);
        if (input.to().isBefore(input.from()) || input.to().isAfter(latest)) {
            throw Problem.invalid("/to", "RANGE", input.from() + " … " + latest);
        }
    }

    /** Both advisors of the caller's line, and two. */
    private static Uni<Void> requireFit(Caller caller, UUID covered, UUID cover) {
        return requireFit(caller, covered)
                .chain(() -> requireFit(caller, cover))
                .invoke(() -> {
                    if (covered.equals(cover)) {
                        throw Problem.of(SuccessionProblem.COVER_UNFIT);
                    }
                });
    }

    private static Uni<Void> requireFit(Caller caller, UUID person) {
        return Db.select(UUID.class, FIT, person)
                .invoke(units -> {
                    if (units.isEmpty() || !caller.units().contains(units.get(0))) {
                        throw Problem.of(SuccessionProblem.COVER_UNFIT);
                    }
                })
                .replaceWithVoid();
    }

    private static void requireFree(Others others) {
        if (others.same() > 0) {
            throw Problem.of(SuccessionProblem.COVER_TWICE);
        }
        if (others.chained() > 0) {
            throw Problem.of(SuccessionProblem.COVER_CHAIN);
        }
        if (others.held() >= MOST_AT_ONCE) {
            throw Problem.of(SuccessionProblem.TOO_MANY_COVERS);
        }
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(zone));
    }
}
