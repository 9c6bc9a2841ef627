package io.wealthcrm.exchange;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.CustomerIntake;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.JobHandler;
import io.wealthcrm.shared.Restorations;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Puts checked rows on file, a piece in a transaction: after a crash it goes on with the first piece not committed. */
@ApplicationScoped
class ImportApplication implements JobHandler {
    private static final String NEXT =
            """
            select coalesce('[' || string_agg(sealed, ',' order by line) filter (where not updates) || ']', '[]'),
                   coalesce('[' || string_agg(cast(cast(sealed as jsonb) || jsonb_build_object('id', customer_id) as text), ','
                                              order by line) filter (where updates) || ']', '[]'),
                   coalesce(max(line), 0), cast(count(*) as integer), cast(?4 as integer)
              from (select line, sealed, updates, customer_id from import_rows
                     where import_id = ?1 and line > ?2 order by line limit ?3) piece""";

    /** Who came onto file since the row was checked is somebody on file like any other, as is who went out of sight. */
    private static final String SETTLE =
            """
            update import_rows r
               set state = case when r.customer_id not in (select unnest(cast(?4 as uuid[]))) then 'REFUSED'
                                when r.updates then 'UPDATED' else 'APPLIED' end,
                   code = case when r.customer_id not in (select unnest(cast(?4 as uuid[]))) then 'DUPLICATE_CUSTOMER' end,
                   sealed = null, phone_index = null, id_number_index = null
             where r.import_id = ?1 and r.line > ?2 and r.line <= ?3 and r.state = 'READY'""";

    private static final String MOVE_ON =
            """
            update imports set applied_line = greatest(applied_line, ?2), applied = applied + ?3, updated = updated + ?4,
                   refused = refused + ?5, state = case when ?6 then 'DONE' else state end, version = version + 1
             where id = ?1""";

    static final String OPERATION = "CUSTOMER_IMPORT";

    private final ImportReads reads;
    private final CustomerIntake intake;
    private final Restorations restorations;
    private final ImportFields fields;
    private final Clock clock;
    private final ExchangeConfig config;

    ImportApplication(
            ImportReads reads,
            CustomerIntake intake,
            Restorations restorations,
            ImportFields fields,
            Clock clock,
            ExchangeConfig config) {
        this.reads = reads;
        this.intake = intake;
        this.restorations = restorations;
        this.fields = fields;
        this.clock = clock;
        this.config = config;
    }

    /** @param late how many of its rows were refused only now */
    private record Piece(String fresh, String known, int line, int rows, int late) {}

    @Override
    public String kind() {
        return ImportJob.APPLICATION;
    }

    @Override
    public Uni<Step> step(UUID id) {
        return reads.locked(id).chain(this::step);
    }

    /**
     * As things are now: whoever asked may have left since, or whose the customers become, or the right to write a field.
     *
     * @throws Problem FORBIDDEN, FIELD_NOT_WRITABLE, UNKNOWN_ADVISOR
     */
    Uni<Step> step(ImportRecord task) {
        return fields.importer(task.byId(), reads.mapping(task)).chain(importer -> step(task, importer));
    }

    /** People are locked before customers, as claims, transfers and successions do. */
    private Uni<Step> step(ImportRecord task, ImportFields.Importer importer) {
        return intake.owner(importer.caller(), task.advisorId()).chain(owner -> fields.known(task, task.appliedLine())
                .chain(known -> intake.lock(importer.caller().scope(), known))
                .chain(seen -> step(task, importer, owner, seen)));
    }

    private Uni<Step> step(
            ImportRecord task, ImportFields.Importer importer, CustomerIntake.Owner owner, List<UUID> seen) {
        return fields.refuse(task, task.appliedLine(), importer, seen)
                .chain(refused ->
                        next(task, refused.size()).call(piece -> apply(task, piece, owner, without(seen, refused))))
                .map(piece -> new Step(piece.rows(), last(piece), Map.of("importId", task.id())));
    }

    private Uni<Piece> next(ImportRecord task, int late) {
        return Db.one(Piece.class, NEXT, task.id(), task.appliedLine(), config.rowsPerStep(), late);
    }

    private static List<UUID> without(List<UUID> seen, List<UUID> refused) {
        Set<UUID> left = new LinkedHashSet<>(seen);
        refused.forEach(left::remove);
        return List.copyOf(left);
    }

    private boolean last(Piece piece) {
        return piece.rows() < config.rowsPerStep();
    }

    private Uni<Integer> apply(ImportRecord task, Piece piece, CustomerIntake.Owner owner, List<UUID> known) {
        return update(task, piece, known)
                .chain(updated -> intake.takeOn(piece.fresh(), owner, task.byId(), clock.instant())
                        .chain(inserted -> settle(task, piece, inserted, updated)));
    }

    private Uni<List<UUID>> update(ImportRecord task, Piece piece, List<UUID> known) {
        return known.isEmpty()
                ? Uni.createFrom().item(known)
                : operation(task)
                        .chain(operation -> intake.bringUpToDate(known, piece.known(), operation))
                        .replaceWith(known);
    }

    /** One for the whole import, without end: it is taken back with the import. */
    private Uni<UUID> operation(ImportRecord task) {
        return task.operationId() != null
                ? Uni.createFrom().item(task.operationId())
                : restorations
                        .begin(OPERATION, task.byId(), null)
                        .call(begun ->
                                Db.execute("update imports set operation_id = ?2 where id = ?1", task.id(), begun));
    }

    private Uni<Integer> settle(ImportRecord task, Piece piece, List<UUID> inserted, List<UUID> updated) {
        UUID[] taken = Stream.concat(inserted.stream(), updated.stream()).toArray(UUID[]::new);
        return Db.execute(SETTLE, task.id(), task.appliedLine(), piece.line(), taken)
                .chain(ready -> Db.execute(
                        MOVE_ON,
                        task.id(),
                        piece.line(),
                        inserted.size(),
                        updated.size(),
                        ready - taken.length + piece.late(),
                        last(piece)));
    }

    @Override
    public Uni<Void> failed(UUID id) {
        return failedImport(id);
    }

    /** One that waits for its mapping does so still. */
    static Uni<Void> failedImport(UUID id) {
        return Db.execute(
                        """
                        update imports set state = 'FAILED', version = version + 1
                         where id = ?1 and state in ('READING', 'APPLYING')""",
                        id)
                .replaceWithVoid();
    }
}
