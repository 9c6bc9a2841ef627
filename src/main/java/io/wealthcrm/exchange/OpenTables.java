package io.wealthcrm.exchange;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Background;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Tables under way, kept open between the steps of their imports: to find the hundredth step's rows from the start again
 * would read the file a hundred times. What is kept is only a short cut: after a crash, or on another node, the table is
 * opened anew and passed over up to the first row that was not committed.
 */
@ApplicationScoped
class OpenTables {
    private static final Logger LOG = Logger.getLogger(OpenTables.class);
    private static final long IDLE_NANOS = 300_000_000_000L;

    private final TableFiles files;
    private final Background background;
    private final ExchangeConfig config;
    private final WealthConfig wealth;
    private final Map<UUID, Kept> kept = new ConcurrentHashMap<>();

    OpenTables(TableFiles files, Background background, ExchangeConfig config, WealthConfig wealth) {
        this.files = files;
        this.background = background;
        this.config = config;
        this.wealth = wealth;
    }

    private record Kept(Table table, int line, long usedAt) {}

    /**
     * Rows that follow each other.
     *
     * @param width how many columns the header has
     * @param fraction how much of the file is read with them
     */
    record Piece(List<TableRow> rows, int width, boolean last, double fraction) {}

    void start(@Observes StartupEvent event) {
        background.every(wealth.housekeepingEvery(), "idle tables", this::closeIdle);
    }

    /** The next rows after a line, as many as a step takes. @throws Problem those of {@link Table} */
    Uni<Piece> after(ImportRecord task) {
        return table(task).chain(table -> files.blocking(() -> piece(task.id(), table, task.readLine()))
                .onFailure()
                .invoke(failure -> close(table)));
    }

    private Uni<Table> table(ImportRecord task) {
        Kept open = kept.remove(task.id());
        if (open != null && open.line() <= task.readLine()) {
            return Uni.createFrom().item(open.table());
        }
        if (open != null) {
            close(open.table());
        }
        return files.open(task.fileId(), task.format());
    }

    private Piece piece(UUID id, Table table, int afterLine) throws IOException {
        List<TableRow> rows = new ArrayList<>();
        TableRow row = table.next();
        while (row != null) {
            if (row.line() > afterLine) {
                rows.add(row);
            }
            row = rows.size() < config.rowsPerStep() ? table.next() : null;
        }
        boolean last = rows.size() < config.rowsPerStep();
        Piece piece = new Piece(rows, table.header().size(), last, last ? 1 : table.fraction());
        if (last) {
            table.close();
        } else {
            keep(id, new Kept(table, rows.get(rows.size() - 1).line(), System.nanoTime()));
        }
        return piece;
    }

    private void keep(UUID id, Kept open) {
        Kept other = kept.put(id, open);
        if (other != null && other.table() != open.table()) {
            close(other.table());
        }
    }

    private Uni<Void> closeIdle() {
        List<UUID> idle = kept.entrySet().stream()
                .filter(entry -> System.nanoTime() - entry.getValue().usedAt() > IDLE_NANOS)
                .map(Map.Entry::getKey)
                .toList();
        return files.blocking(() -> {
            idle.forEach(id -> kept.computeIfPresent(id, (same, open) -> {
                close(open.table());
                return null;
            }));
            return null;
        });
    }

    private static void close(Table table) {
        try {
            table.close();
        } catch (IOException | UncheckedIOException alreadyBroken) {
            LOG.debugf("a table did not close: %s", alreadyBroken);
        }
    }
}
