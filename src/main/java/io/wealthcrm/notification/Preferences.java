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
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** What each person wants pushed, and when not. */
@ApplicationScoped
class Preferences {
    private static final String READ =
            "select muted, hidden, quiet_from, quiet_to, zone, version from notification_preferences where person_id = $1";
    /** What quiet hours hold back is looked at again at once: the engine goes by the new ones. */
    private static final String STORE =
            """
            with stored as (
                insert into notification_preferences as p (person_id, muted, quiet_from, quiet_to, zone, hidden, version)
                values ($1, $2, $3, $4, $5, $7, 1)
                on conflict (person_id) do update
                   set muted = excluded.muted, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
                       zone = excluded.zone, hidden = excluded.hidden, version = p.version + 1
                 where p.version = $6
                returning muted, hidden, quiet_from, quiet_to, zone, version),
            released as (
                update deliveries d set due_at = $8 from stored, devices v
                 where v.user_id = $1 and d.installation_id = v.installation_id
                   and d.state = 'PENDING' and d.reason = 'QUIET_HOURS' and d.due_at > $8)
            select muted, hidden, quiet_from, quiet_to, zone, version from stored""";

    private final Pool pool;
    private final Clock clock;

    Preferences(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
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

    private Tuple row(UUID person, ChosenPreferences chosen, long version) {
        ChosenPreferences.Window quiet = chosen.quietHours();
        return Tuple.tuple()
                .addUUID(person)
                .addArrayOfString(muted(chosen.kinds()))
                .addLocalTime(quiet == null ? null : quiet.from())
                .addLocalTime(quiet == null ? null : quiet.to())
                .addString(chosen.zone())
                .addLong(version)
                .addArrayOfString(chosen.hidden().map(Enum::name).toArray(String[]::new))
                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC));
    }

    private static String[] muted(Set<NoticeKind> wanted) {
        return Stream.of(NoticeKind.values())
                .filter(kind -> kind.optional() && !wanted.contains(kind))
                .map(Enum::name)
                .toArray(String[]::new);
    }

    private static List<NoticeKind> without(String[] exceptions) {
        List<String> names = Arrays.asList(exceptions);
        return Stream.of(NoticeKind.values())
                .filter(kind -> !names.contains(kind.name()))
                .toList();
    }

    private static PreferencesView view(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return new PreferencesView(List.of(NoticeKind.values()), List.of(NoticeKind.values()), null, null, 0);
        }
        Row row = rows.iterator().next();
        return new PreferencesView(
                without(row.getArrayOfStrings("muted")),
                without(row.getArrayOfStrings("hidden")),
                row.getLocalTime("quiet_from") == null
                        ? null
                        : new ChosenPreferences.Window(row.getLocalTime("quiet_from"), row.getLocalTime("quiet_to")),
                row.getString("zone"),
                row.getLong("version"));
    }
}
