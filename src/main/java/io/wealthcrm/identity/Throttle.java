package io.wealthcrm.identity;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;

/**
 * So many tries per key and period, counted in PostgreSQL: an attacker gains nothing by asking several nodes. Each try is
 * one statement of its own, in no transaction, so that it counts whatever follows.
 */
@ApplicationScoped
class Throttle {
    /**
     * A try moves the moment all are free again by its share of the period, but never further ahead than the period. It waits for no
     * disk: a crash of the database may give back the tries of its last moments.
     */
    private static final String TAKE =
            """
            with soon as materialized (select set_config('synchronous_commit', 'off', true)),
            taken as (
                insert into throttles as t (key, full_at)
                select $1, clock_timestamp() + make_interval(secs => $2) from soon
                on conflict (key) do update
                   set full_at = greatest(t.full_at, clock_timestamp()) + make_interval(secs => $2)
                 where greatest(t.full_at, clock_timestamp()) + make_interval(secs => $2)
                       <= clock_timestamp() + make_interval(secs => $3)
                returning key
            )
            select exists (select from taken) as taken,
                   cast(coalesce((select extract(epoch from full_at - clock_timestamp()) + $2 - $3
                                    from throttles where key = $1), $2) as float8) as wait""";

    private static final String GIVE_BACK =
            "update throttles set full_at = full_at - make_interval(secs => $2) where key = $1";

    private final Pool pool;

    Throttle(Pool pool) {
        this.pool = pool;
    }

    /** How many tries a period allows; the name keeps keys of different limits apart. */
    record Limit(String name, int tries, Duration period) {
        private double share() {
            return (double) period.toSeconds() / tries;
        }

        private Buffer key(String of) {
            return Buffer.buffer(Tokens.hash(name + ":" + of));
        }
    }

    /** Takes a try, or refuses with {@code SIGN_IN_THROTTLED}. */
    Uni<Void> take(Limit limit, String key) {
        return wait(limit, key)
                .invoke(seconds -> {
                    if (seconds > 0) {
                        throw Problem.of(IdentityProblem.SIGN_IN_THROTTLED, Map.of("retryAfterSeconds", seconds));
                    }
                })
                .replaceWithVoid();
    }

    /** Takes a try and answers 0, or takes none and answers in how many seconds there is one. */
    Uni<Long> wait(Limit limit, String key) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(
                        limit.key(key), limit.share(), (double) limit.period().toSeconds()))
                .map(rows -> seconds(rows.iterator().next()));
    }

    /** Gives a try back that turned out not to be due. */
    Uni<Void> giveBack(Limit limit, String key) {
        return pool.preparedQuery(GIVE_BACK)
                .execute(Tuple.of(limit.key(key), limit.share()))
                .replaceWithVoid();
    }

    private static long seconds(Row row) {
        return row.getBoolean("taken") ? 0 : Math.max(1, (long) Math.ceil(row.getDouble("wait")));
    }
}
