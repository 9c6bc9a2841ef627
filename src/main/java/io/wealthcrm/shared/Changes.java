package io.wealthcrm.shared;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Several inserts and updates sent as one statement, and so in one round trip: each becomes a part of one {@code with}.
 * PostgreSQL runs them on the same snapshot: a part does not see what another wrote but through its {@code returning}, read
 * by name. Constraints are checked when the whole is done, so a row may refer to one that another part inserts.
 */
public final class Changes {
    private static final Pattern PARAMETER = Pattern.compile("\\?(\\d+)");

    private final List<String> parts = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();

    /**
     * Adds a part.
     *
     * @param name unique within these changes unless null; later parts may read what the part returns under it
     * @param sql a select, or a change, with {@code returning} where somebody counts or reads it, and its own {@code ?1},
     *     {@code ?2} …; parameters that may be null want an explicit cast
     */
    @CanIgnoreReturnValue
    public Changes add(String name, String sql, Object... values) {
        int before = parameters.size();
        String renumbered =
                PARAMETER.matcher(sql).replaceAll(number -> "?" + (before + Integer.parseInt(number.group(1))));
        parts.add((name == null ? "part_" + parts.size() : name) + " as (" + renumbered + ")");
        parameters.addAll(Arrays.asList(values));
        return this;
    }

    /** Runs them all in the caller's transaction; what the session holds is written first, also when they are none. */
    public Uni<Void> send() {
        return parts.isEmpty()
                ? Db.session().chain(Mutiny.Session::flush)
                : run("select cast(1 as bigint)").replaceWithVoid();
    }

    /** Runs them all in the caller's transaction; answers how many rows the named part returned. */
    public Uni<Long> sendCounting(String name) {
        return run("select count(*) from " + name);
    }

    /** What the session holds is written first: the parts may refer to it. */
    private Uni<Long> run(String last) {
        String sql = "with " + String.join(",\n", parts) + "\n" + last;
        return Db.session()
                .chain(Mutiny.Session::flush)
                .chain(() -> Db.select(Long.class, sql, parameters.toArray()))
                .map(rows -> rows.get(0));
    }
}
