package io.wealthcrm.shared;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Operations that can be taken back (可撤销操作). Each row that one changes is kept as it was and as it became; taking it back puts the
 * rows back byte for byte, the last change first. Only relations that a migration registered ({@code call make_restorable(…)}) take
 * part; what triggers change beside them comes back as the triggers see the rows go back. Everything joins the caller's transaction.
 *
 * <p>A version is a column like any other and comes back too. So that nobody's {@code If-Match} from in between fits again later, an
 * operation adds {@link #VERSIONS_APART} to it.
 */
@ApplicationScoped
public class Restorations {
    /** What an operation adds to the version of a record it changes. */
    public static final int VERSIONS_APART = 1000;

    /** What a change answers with, to be named {@code changed}. */
    static final String IMAGES = " returning to_jsonb(old) as old_row, to_jsonb(new) as new_row";

    /** Of rows that came out as they were nothing is kept. {@code %1$s} names the change; ?1 the operation, ?2 the relation. */
    static final String KEEP =
            """
            insert into restorable_rows (operation_id, step, relation, key, before, after)
            select cast(?1 as uuid), (select nextval('restorable_steps')), cast(?2 as text), restorable_key(cast(?2 as text), coalesce(new_row, old_row)),
                   restorable_part(old_row, new_row), restorable_part(new_row, old_row)
              from %1$s
             where old_row is distinct from new_row""";

    private static final String BEGIN =
            "insert into restorable_operations (id, kind, by_id, at, undo_until) values (?1, ?2, ?3, ?4, cast(?5 as timestamptz))";

    private static final String LOCK =
            "select undo_until, undone_at from restorable_operations where id = ?1 and kind = ?2 for update";

    private static final String RESTORE =
            "select changed_relation, cast(changed_key as text) from restore(?1, ?2) limit 1000";

    private static final String END = "update restorable_operations set undone_at = ?2, undone_by = ?3 where id = ?1";

    private final Clock clock;

    Restorations(Clock clock) {
        this.clock = clock;
    }

    record Operation(Instant undoUntil, Instant undoneAt) {}

    /** A row that had been changed since; its key is a JSON object of the primary key's columns. */
    public record LeftAlone(String relation, String key) {}

    /**
     * Begins an operation.
     *
     * @param kind upper-case, such as {@code MERGE}
     * @param undoUntil by the firm's clock; null: for ever
     * @return its id
     */
    public Uni<UUID> begin(String kind, UUID by, Instant undoUntil) {
        UUID id = Ids.next();
        return Db.execute(BEGIN, id, kind, by, clock.instant(), undoUntil).replaceWith(id);
    }

    /**
     * Runs one insert, update or delete on a registered relation and keeps the rows' images. One round trip.
     *
     * @param statement without {@code returning}, with its own {@code ?1}, {@code ?2} …; it may begin with a {@code with} that
     *     only reads
     * @return how many rows it touched
     */
    public Uni<Long> change(UUID operation, String relation, String statement, Object... parameters) {
        Changes changes = new Changes();
        change(operation, relation, "changed", changes, statement, parameters);
        return changes.sendCounting("changed");
    }

    /** The same as a part of the changes; {@code name} is unique within them, and other parts may count it. */
    public void change(
            UUID operation, String relation, String name, Changes changes, String statement, Object... parameters) {
        changes.add(name, statement + IMAGES, parameters);
        changes.add(null, KEEP.formatted(name), operation, relation);
    }

    /**
     * Takes an operation back wholly, or not at all: fails when any of its rows has been changed since.
     *
     * @throws Problem NOT_FOUND, ALREADY_UNDONE, UNDO_EXPIRED, CHANGED_SINCE with the {@code relations} concerned
     */
    public Uni<Void> undo(UUID operation, String kind, UUID by) {
        return open(operation, kind)
                .chain(() -> Db.select(LeftAlone.class, RESTORE, operation, true))
                .onFailure(DatabaseProblem::isBrokenConstraint)
                .transform(failure -> Problem.of(RestorationProblem.CHANGED_SINCE, Map.of("relations", List.of())))
                .invoke(Restorations::requireUnchanged)
                .chain(() -> Db.execute(END, operation, clock.instant(), by))
                .replaceWithVoid();
    }

    /**
     * Takes an operation back as far as possible: rows that have been changed since, or that others rest on by now, stay.
     *
     * @return at most 1,000 of those
     * @throws Problem NOT_FOUND, ALREADY_UNDONE, UNDO_EXPIRED
     */
    public Uni<List<LeftAlone>> undoWhatCan(UUID operation, String kind, UUID by) {
        return open(operation, kind)
                .chain(() -> Db.execute(END, operation, clock.instant(), by))
                .chain(() -> Db.select(LeftAlone.class, RESTORE, operation, false));
    }

    /** Locks it, so that it is taken back once. */
    private Uni<Void> open(UUID operation, String kind) {
        return Db.flush()
                .chain(() -> Db.one(Operation.class, LOCK, operation, kind))
                .invoke(found -> {
                    if (found.undoneAt() != null) {
                        throw Problem.of(RestorationProblem.ALREADY_UNDONE);
                    }
                    if (found.undoUntil() != null && found.undoUntil().isBefore(clock.instant())) {
                        throw Problem.of(RestorationProblem.UNDO_EXPIRED, Map.of("undoUntil", found.undoUntil()));
                    }
                })
                .replaceWithVoid();
    }

    private static void requireUnchanged(List<LeftAlone> changed) {
        if (!changed.isEmpty()) {
            List<String> relations = changed.stream()
                    .map(LeftAlone::relation)
                    .distinct()
                    .sorted()
                    .toList();
            throw Problem.of(RestorationProblem.CHANGED_SINCE, Map.of("relations", relations));
        }
    }
}
