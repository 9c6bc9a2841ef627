package io.wealthcrm.customer;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.wealthcrm.shared.Background;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Of how many customers of the firm certain keys of names or parts of a phone at most are, as PostgreSQL knew when it last analyzed
 * their words: of the commonest as it says, of any other as few as of the rarest of these. What is out of date costs time alone.
 */
@ApplicationScoped
class WordCounts {
    private static final Duration PAUSE = Duration.ofMinutes(5);

    /** The frequencies are followed by the least and the highest of them and that of nulls. */
    private static final String COMMONEST =
            """
            select s.attname, cast(s.most_common_elems as text)::text[], s.most_common_elem_freqs, w.reltuples
              from pg_class w cross join pg_stats s
             where w.oid = 'customer_words'::regclass and s.schemaname = current_schema
               and (s.tablename, s.attname) in (('customer_words', 'phone_tokens'), ('customer_words_by_name_key', 'name_keys'))
               and s.most_common_elems is not null""";

    private final Background background;
    private final Pool pool;
    private volatile Counts names = Counts.UNKNOWN;
    private volatile Counts phones = Counts.UNKNOWN;

    /** @param share of all customers, 0 to 1 @param customers how many that are */
    record Count(double share, double customers) {
        static final Count NONE = new Count(0, 0);

        /** The one of more. */
        Count or(Count other) {
            return other.share > share ? other : this;
        }
    }

    WordCounts(Background background, Pool pool) {
        this.background = background;
        this.pool = pool;
    }

    void start(@Observes StartupEvent event) {
        background.every(PAUSE, "counts of words", this::read).wake();
    }

    Uni<Void> read() {
        return pool.query(COMMONEST)
                .execute()
                .invoke(columns -> columns.forEach(this::read))
                .replaceWithVoid();
    }

    private void read(Row column) {
        Counts counts = Counts.of(column.getArrayOfStrings(1), column.getArrayOfFloats(2), column.getFloat(3));
        if (column.getString(0).equals("name_keys")) {
            names = counts;
        } else {
            phones = counts;
        }
    }

    /** Of all these keys together. @param keys as {@link NameKeys} has them */
    Count ofName(List<String> keys) {
        return keys.stream()
                .map(names::of)
                .min(Comparator.comparing(Count::share))
                .orElse(names.all());
    }

    /** @param token as {@link PhoneTokens} makes it */
    Count ofPhone(int token) {
        return phones.of(Integer.toString(token));
    }

    /** @param shares of the commonest @param others of whatever is not among them */
    private record Counts(Map<String, Float> shares, float others, float customers) {
        /** Anything may be common as long as nobody has counted. */
        static final Counts UNKNOWN = new Counts(Map.of(), 1, Float.MAX_VALUE);

        static Counts of(String[] keys, Float[] frequencies, float customers) {
            Map<String, Float> shares = new HashMap<>();
            for (int n = 0; n < keys.length; n++) {
                shares.put(keys[n], frequencies[n]);
            }
            return new Counts(shares, frequencies[keys.length], customers);
        }

        Count of(String key) {
            float share = shares.getOrDefault(key, others);
            return new Count(share, share * (double) customers);
        }

        Count all() {
            return new Count(1, customers);
        }
    }
}
