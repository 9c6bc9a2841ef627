package io.wealthcrm.customer;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.wealthcrm.shared.Background;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * How many customers of the firm at most have certain keys of names or parts of a phone, as PostgreSQL knew when it last analyzed their
 * words: of the commonest, and as few as of the rarest of these of any other. What is out of date costs time alone.
 */
@ApplicationScoped
class WordCounts {
    private static final Duration PAUSE = Duration.ofMinutes(5);

    /** The frequencies are followed by the least and the highest of them and that of nulls. */
    static final String COMMONEST =
            """
            select s.attname, cast(s.most_common_elems as text)::text[], s.most_common_elem_freqs,
                   greatest(w.reltuples, 0)
              from pg_class w cross join pg_stats s
             where w.oid = 'customer_words'::regclass and s.schemaname = current_schema
               and (s.tablename, s.attname) in (('customer_words', 'phone_tokens'), ('customer_words_by_name_key', 'name_keys'))
               and s.most_common_elems is not null""";

    private final Background background;
    private final Pool pool;
    private volatile Counts names = Counts.NONE;
    private volatile Counts phones = Counts.NONE;

    WordCounts(Background background, Pool pool) {
        this.background = background;
        this.pool = pool;
    }

    void start(@Observes StartupEvent event) {
        background.every(PAUSE, "counts of words", this::read).wake();
    }

    private Uni<Void> read() {
        return pool.query(COMMONEST)
                .execute()
                .invoke(columns -> columns.forEach(column -> {
                    if (column.getString(0).equals("name_keys")) {
                        names = Counts.of(column);
                    } else {
                        phones = Counts.of(column);
                    }
                }))
                .replaceWithVoid();
    }

    /** Of all these keys together. @param keys as {@link NameKeys} has them */
    double ofName(Collection<String> keys) {
        return keys.stream().mapToDouble(names::of).min().orElse(Double.MAX_VALUE);
    }

    /** @param token as {@link PhoneTokens} makes it */
    double ofPhone(int token) {
        return phones.of(Integer.toString(token));
    }

    /** @param others of whatever is not among the commonest */
    private record Counts(Map<String, Double> commonest, double others) {
        /** Of a firm of a few, whose words nobody has analyzed yet. */
        static final Counts NONE = new Counts(Map.of(), 0);

        static Counts of(Row column) {
            String[] keys = column.getArrayOfStrings(1);
            Float[] frequencies = column.getArrayOfFloats(2);
            double customers = column.getDouble(3);
            Map<String, Double> commonest = new HashMap<>();
            for (int n = 0; n < keys.length; n++) {
                commonest.put(keys[n], frequencies[n] * customers);
            }
            return new Counts(commonest, frequencies[keys.length] * customers);
        }

        double of(String key) {
            return commonest.getOrDefault(key, others);
        }
    }
}
