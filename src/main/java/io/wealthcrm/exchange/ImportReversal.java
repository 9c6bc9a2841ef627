package io.wealthcrm.exchange;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.CustomerIntake;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.JobHandler;
import io.wealthcrm.shared.Restorations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Removes the customers of an import again and puts back those it brought up to date, at the first step; but for those somebody has
 * worked with since, who are kept and counted.
 */
@ApplicationScoped
class ImportReversal implements JobHandler {
    static final String KIND = "CUSTOMER_IMPORT_REVERSAL";

    private static final String NEXT =
            """
            select coalesce(max(line), 0), cast(count(*) as integer)
              from (select line from import_rows where import_id = ?1 and line > ?2 order by line limit ?3) piece""";

    private static final String REMOVE =
            """
            select remove_arrivals(array(
                select customer_id from import_rows
                 where import_id = ?1 and line > ?2 and line <= ?3 and state = 'APPLIED'))""";

    private static final String UPDATED =
            """
            select customer_id from import_rows
             where import_id = ?1 and line > ?2 and line <= ?3 and state = 'UPDATED'""";

    private static final String SETTLE =
            """
            update import_rows r
               set state = case when r.state = 'APPLIED' and r.customer_id in (select unnest(cast(?4 as uuid[]))) then 'REVERTED'
                                when r.state = 'UPDATED' and r.customer_id not in (
                                    select cast(k.key ->> 'id' as uuid) from restorable_rows k
                                     where k.operation_id = cast(?5 as uuid) and k.left_alone) then 'REVERTED'
                                else 'KEPT' end
             where r.import_id = ?1 and r.line > ?2 and r.line <= ?3 and r.state in ('APPLIED', 'UPDATED')
            returning r.state = 'REVERTED'""";

    private static final String MOVE_ON =
            """
            update imports set undone_line = greatest(undone_line, ?2), reverted = reverted + ?3, kept = kept + ?4,
                   state = case when ?5 then 'REVERTED' else state end, version = version + 1
             where id = ?1""";

    private final ImportReads reads;
    private final Restorations restorations;
    private final CustomerIntake intake;
    private final ExchangeConfig config;

    ImportReversal(ImportReads reads, Restorations restorations, CustomerIntake intake, ExchangeConfig config) {
        this.reads = reads;
        this.restorations = restorations;
        this.intake = intake;
        this.config = config;
    }

    private record Piece(int line, int rows) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Uni<Step> step(UUID id) {
        return reads.locked(id)
                .chain(task -> Db.one(Piece.class, NEXT, id, task.undoneLine(), config.rowsPerStep())
                        .call(piece -> revert(task, piece)))
                .map(piece -> new Step(piece.rows(), last(piece), Map.of("importId", id)));
    }

    private boolean last(Piece piece) {
        return piece.rows() < config.rowsPerStep();
    }

    private Uni<Integer> revert(ImportRecord task, Piece piece) {
        return restore(task)
                .chain(() -> judge(task, piece))
                .chain(() -> Db.select(UUID.class, REMOVE, task.id(), task.undoneLine(), piece.line()))
                .chain(removed -> settle(task, piece, removed));
    }

    /** Tiers are no part of what an import keeps: they go by what is on file. */
    private Uni<Void> judge(ImportRecord task, Piece piece) {
        return task.operationId() == null
                ? Uni.createFrom().voidItem()
                : Db.select(UUID.class, UPDATED, task.id(), task.undoneLine(), piece.line())
                        .chain(intake::settleTiers);
    }

    private Uni<Void> restore(ImportRecord task) {
        return task.operationId() == null || task.undoneLine() > 0
                ? Uni.createFrom().voidItem()
                : restorations
                        .undoWhatCan(task.operationId(), ImportApplication.OPERATION, task.byId())
                        .replaceWithVoid();
    }

    private Uni<Integer> settle(ImportRecord task, Piece piece, List<UUID> removed) {
        UUID[] gone = removed.toArray(UUID[]::new);
        return Db.select(Boolean.class, SETTLE, task.id(), task.undoneLine(), piece.line(), gone, task.operationId())
                .chain(settled -> {
                    int reverted = (int) settled.stream().filter(back -> back).count();
                    int kept = settled.size() - reverted;
                    return Db.execute(MOVE_ON, task.id(), piece.line(), reverted, kept, last(piece));
                });
    }

    @Override
    public Uni<Void> failed(UUID id) {
        return Db.execute(
                        "update imports set state = 'FAILED', version = version + 1 where id = ?1 and state = 'REVERTING'",
                        id)
                .replaceWithVoid();
    }
}
