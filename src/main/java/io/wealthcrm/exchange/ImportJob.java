package io.wealthcrm.exchange;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.JobHandler;
import io.wealthcrm.shared.Jobs;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/**
 * Reads and checks an import's rows, then applies them. Each row counts twice, once read and once applied, or once where the
 * import waits in between; how many there are is an estimate until all are read.
 */
@ApplicationScoped
class ImportJob implements JobHandler {
    static final String KIND = "CUSTOMER_IMPORT";
    /** Of an import that had waited. */
    static final String APPLICATION = "CUSTOMER_IMPORT_APPLICATION";

    private static final String READ =
            """
            update imports set read_line = ?2, row_count = row_count + ?3, refused = refused + ?4, state = ?5, version = version + 1
             where id = ?1""";

    private final ImportReads reads;
    private final OpenTables tables;
    private final ImportRows rows;
    private final ImportApplication application;
    private final ExchangeConfig config;

    ImportJob(
            ImportReads reads,
            OpenTables tables,
            ImportRows rows,
            ImportApplication application,
            ExchangeConfig config) {
        this.reads = reads;
        this.tables = tables;
        this.rows = rows;
        this.application = application;
        this.config = config;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Uni<Step> step(UUID id) {
        return reads.locked(id).chain(task -> switch (task.state()) {
            case READING -> read(task);
            case APPLYING -> application.step(task);
            case MAPPING -> throw Problem.of(ExchangeProblem.MAPPING_INCOMPLETE);
            default -> Uni.createFrom().item(new Step(0, true, ended(task)));
        });
    }

    /** @throws Problem EMPTY_TABLE, TOO_MANY_ROWS, BAD_TABLE, BAD_WORKBOOK */
    private Uni<Step> read(ImportRecord task) {
        ColumnMapping mapping = reads.mapping(task);
        return tables.after(task)
                .invoke(piece -> requireBounded(task, piece))
                .chain(piece -> rows.lay(task, mapping, piece)
                        .call(refused -> moveOn(task, piece, refused))
                        .call(() -> Jobs.expect(KIND, task.id(), expected(task, piece)))
                        .replaceWith(piece))
                .map(piece -> new Step(piece.rows().size(), piece.last() && task.hold(), ended(task)));
    }

    private void requireBounded(ImportRecord task, OpenTables.Piece piece) {
        int read = task.rows() + piece.rows().size();
        if (read == 0) {
            throw Problem.of(ExchangeProblem.EMPTY_TABLE);
        }
        if (read > config.mostRows()) {
            throw Problem.of(ExchangeProblem.TOO_MANY_ROWS, Map.of("max", config.mostRows()));
        }
    }

    private static Uni<Integer> moveOn(ImportRecord task, OpenTables.Piece piece, int refused) {
        int count = piece.rows().size();
        int line = count == 0 ? task.readLine() : piece.rows().get(count - 1).line();
        ImportState next =
                !piece.last() ? ImportState.READING : task.hold() ? ImportState.CHECKED : ImportState.APPLYING;
        return Db.execute(READ, task.id(), line, count, refused, next.name());
    }

    private long expected(ImportRecord task, OpenTables.Piece piece) {
        long read = task.rows() + (long) piece.rows().size();
        long all = piece.last() ? read : Math.max(read + 1, Math.round(read / piece.fraction()));
        return Math.min(all, config.mostRows()) * (task.hold() ? 1 : 2);
    }

    /** What was applied stays, and the report tells of it. */
    @Override
    public Uni<Void> failed(UUID id) {
        return ImportApplication.failedImport(id);
    }

    private static Map<String, Object> ended(ImportRecord task) {
        return Map.of("importId", task.id());
    }
}
