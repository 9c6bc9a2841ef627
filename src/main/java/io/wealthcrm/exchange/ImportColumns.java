package io.wealthcrm.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.CustomerIntake;
import io.wealthcrm.customer.WritableExtra;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Shows the columns of an import's file, so that somebody can say what they hold. */
@ApplicationScoped
class ImportColumns {
    private static final int SAMPLES = 3;

    private final ImportReads reads;
    private final CustomerIntake intake;
    private final TableFiles tables;

    ImportColumns(ImportReads reads, CustomerIntake intake, TableFiles tables) {
        this.reads = reads;
        this.intake = intake;
        this.tables = tables;
    }

    /**
     * One column of the file.
     *
     * @param column counted from 0
     * @param field what its header seems to say, a member of the mapping or {@code extra.<key>}; left out where it says nothing known
     * @param samples the first rows' values, masked
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Column(int column, String header, String field, List<String> samples) {}

    /** All on one page. @throws Problem NOT_FOUND, IMPORT_FILE_GONE */
    @WithSession
    Uni<Page<Column>> of(Caller caller, UUID id) {
        return reads.find(caller, id)
                .map(ImportRecord::requireFile)
                .chain(task -> intake.extra(caller).chain(extra -> columns(task, extra)))
                .map(columns -> new Page<>(columns, null));
    }

    private Uni<List<Column>> columns(ImportRecord task, WritableExtra extra) {
        ExtraHeaders headers = new ExtraHeaders(extra.fields());
        return tables.open(task.fileId(), task.format()).chain(table -> tables.blocking(() -> columns(table, headers)));
    }

    private static List<Column> columns(Table table, ExtraHeaders extra) throws IOException {
        try (table) {
            List<TableRow> rows = new ArrayList<>();
            for (TableRow row = table.next(); row != null && rows.size() < SAMPLES; row = table.next()) {
                rows.add(row);
            }
            return IntStream.range(0, table.header().size())
                    .mapToObj(column -> column(table.header().get(column), column, rows, extra))
                    .toList();
        }
    }

    private static Column column(String header, int column, List<TableRow> rows, ExtraHeaders extra) {
        CustomerField field = CustomerField.of(header);
        String key = extra.key(header);
        return new Column(
                column,
                header,
                field != null ? field.jsonName() : key == null ? null : ExtraCell.name(key),
                rows.stream().map(row -> masked(row.cell(column).text())).toList());
    }

    /** {@code 王**}, {@code 1**********}: enough to tell a name from a number. */
    private static String masked(String text) {
        int first = text.isEmpty() ? 0 : text.offsetByCodePoints(0, 1);
        return text.substring(0, first) + text.substring(first).replaceAll("[\\p{L}\\p{N}]", "*");
    }
}
