package io.wealthcrm.notification;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** What each person wants pushed, and when not. */
@ApplicationScoped
class Preferences {
    private static final String READ =
            "select muted, quiet_from, quiet_to, zone, version from notification_preferences where person_id = $1";
    private static final String STORE =
            """
            insert into notification_preferences as p (person_id, muted, quiet_from, quiet_to, zone, version)
            values ($1, $2, $3, $4, $5, 1)
            on conflict (person_id) do update
               set muted = excluded.muted, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
                   zone = excluded.zone, version = p.version + 1
             where p.version = $6
            returning muted, quiet_from, quiet_to, zone, version""";

    private final Pool pool;

    Preferences(Pool pool) {
        this.pool = pool;
    }

    Uni<PreferencesView> of(UUID person) {
        return pool.preparedQuery(READ).execute(Tuple.of(person)).map(Preferences::view);
    }

    /** @throws Problem VERSION_REQUIRED, STALE_VERSION, INVALID_INPUT */
    Uni<PreferencesView> change(UUID person, String ifMatch, ChosenPreferences chosen) {
        chosen.check();
        return of(person)
                .invoke(current -> Version.require(ifMatch, current.version()))
                .chain(current -> pool.preparedQuery(STORE).execute(row(person, chosen, current.version())))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw Problem.of(CommonProblem.STALE_VERSION);
                    }
                    return view(rows);
                });
    }

    private static Tuple row(UUID person, ChosenPreferences chosen, long version) {
        ChosenPreferences.Window quiet = chosen.quietHours();
        return Tuple.tuple()
                .addUUID(person)
                .addArrayOfString(muted(chosen.kinds()))
                .addLocalTime(quiet == null ? null : quiet.from())
                .addLocalTime(quiet == null ? null : quiet.to())
                .addString(chosen.zone())
                .addLong(version);
    }

    private static String[] muted(Set<NoticeKind> wanted) {
        return Stream.of(NoticeKind.values())
                .filter(kind -> kind.optional() && !wanted.contains(kind))
                .map(Enum::name)
                .toArray(String[]::new);
    }

    private static PreferencesView view(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return new PreferencesView(List.of(NoticeKind.values()), null, null, 0);
        }
        Row row = rows.iterator().next();
        List<String> muted = Arrays.asList(row.getArrayOfStrings("muted"));
        return new PreferencesView(
                Stream.of(NoticeKind.values())
                        .filter(kind -> !muted.contains(kind.name()))
                        .toList(),
                row.getLocalTime("quiet_from") == null
                        ? null
                        : new ChosenPreferences.Window(row.getLocalTime("quiet_from"), row.getLocalTime("quiet_to")),
                row.getString("zone"),
                row.getLong("version"));
    }
}
