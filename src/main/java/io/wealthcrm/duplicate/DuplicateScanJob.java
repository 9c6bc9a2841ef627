package io.wealthcrm.duplicate;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.JobHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/**
 * One scan. Each step compares some customers with those older than them who may be the same: of the same name, or one
 * that sounds the same with the same birthday, found by indexes and at most fifty of each, so that a name a thousand people
 * have costs no more than a thousand times fifty. The last step drops pairs that hold no longer.
 */
@ApplicationScoped
class DuplicateScanJob implements JobHandler {
    static final String KIND = "DUPLICATE_SCAN";

    /** A pair somebody dismissed comes back only when ten points more speak for it than then. */
    private static final String COMPARE =
            """
            with batch as materialized (
                select id from customers
                 where id > coalesce(cast(?1 as uuid), cast('00000000-0000-0000-0000-000000000000' as uuid)) order by id limit ?2),
            near as materialized (
                select older.id as low_id, b.id as high_id
                  from batch join customers b on b.id = batch.id and b.erased_at is null
                 cross join lateral (
                    (select o.id
                       from (select o.id, o.birthday from customers o
                              where o.name_key = b.name_key and o.id < b.id and o.erased_at is null order by o.id desc limit 50) o
                      where (o.birthday = b.birthday) is not false)
                    union
                    (select o.id from customers o
                      where name_sound(o.name_key, o.name) = name_sound(b.name_key, b.name) and o.birthday = b.birthday
                        and o.id < b.id and o.erased_at is null order by o.id desc limit 50)) older),
            pair as (
                insert into duplicate_pairs as p (id, low_id, high_id, score, reasons, found_at)
                select uuidv7(), near.low_id, near.high_id, least(judged.score, 200), judged.reasons, cast(?3 as timestamptz)
                  from near join customers a on a.id = near.low_id join customers b on b.id = near.high_id
                 cross join lateral duplicate_judged(a, b) judged
                 where judged.score >= 60
                 order by near.low_id, near.high_id
                on conflict (low_id, high_id) do update
                   set score = excluded.score, reasons = excluded.reasons, state = 'OPEN', decided_by = null, decided_at = null,
                       note = null
                 where p.state = 'OPEN' and (p.score, p.reasons) is distinct from (excluded.score, excluded.reasons)
                    or p.state = 'DISMISSED' and excluded.score >= p.score + 10
                returning 1)
            select count(*), cast((array_agg(id order by id desc))[1] as uuid), (select count(*) from pair) from batch""";

    private static final String DROP =
            """
            delete from duplicate_pairs p
             where p.state = 'OPEN'
               and not exists (select from customers a join customers b on b.id = p.high_id
                                cross join lateral duplicate_judged(a, b) judged
                                where a.id = p.low_id and judged.score >= 60)""";

    /** Customers who came since it began are compared as well, but not counted. */
    private static final String NOTE =
            """
            update duplicate_scans set upto = coalesce(cast(?2 as uuid), upto), found = found + ?3,
                   compared = least(files, compared + ?4), finished_at = case when ?5 then cast(?6 as timestamptz) end
             where id = ?1 returning new.compared - old.compared as compared, new.found""";

    private final Clock clock;
    private final DuplicateConfig settings;

    DuplicateScanJob(Clock clock, DuplicateConfig settings) {
        this.clock = clock;
        this.settings = settings;
    }

    record Compared(long files, UUID upto, long found) {}

    record Progress(long compared, long found) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Uni<Step> step(UUID scan) {
        return Db.select(UUID.class, "select upto from duplicate_scans where id = ?1", scan)
                .chain(upto -> Db.one(Compared.class, COMPARE, upto.get(0), settings.batch(), clock.instant()))
                .chain(compared -> note(scan, compared));
    }

    private Uni<Step> note(UUID scan, Compared compared) {
        boolean last = compared.files() < settings.batch();
        return (last ? Db.execute(DROP) : Uni.createFrom().item(0))
                .chain(() -> Db.one(
                        Progress.class,
                        NOTE,
                        scan,
                        compared.upto(),
                        compared.found(),
                        compared.files(),
                        last,
                        clock.instant()))
                .map(progress -> new Step(progress.compared(), last, Map.of("pairs", progress.found())));
    }
}
