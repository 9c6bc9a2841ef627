package io.wealthcrm.exchange;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.wealthcrm.shared.Csv;
import io.wealthcrm.shared.Language;
import io.wealthcrm.shared.files.FileContent;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** What became of each row, as CSV, read while it is sent. Of a person it says no more than the end of the phone. */
@ApplicationScoped
class ImportReport {
    private static final int PAGE = 2000;

    private static final String ROWS =
            """
            select line, state, code, field, phone_end from import_rows
             where import_id = $1 and line > $2 and ($3::text is null or state = $3) order by line limit $4""";

    private final Pool pool;

    ImportReport(Pool pool) {
        this.pool = pool;
    }

    /** States of rows that can be asked for. */
    enum RowState {
        READY,
        REFUSED,
        APPLIED,
        UPDATED,
        REVERTED,
        KEPT
    }

    private record Piece(String text, boolean more) {}

    /** What is asked for. @param state null for all rows @param reads whether the reader sees an extra field, by its key */
    record Wish(RowState state, Language language, Predicate<String> reads) {
        private Object[] cells(Row row) {
            String code = row.getString("code");
            return new Object[] {
                row.getInteger("line"),
                row.getString("state"),
                code,
                field(row.getString("field")),
                RowRefusal.message(code, language),
                row.getString("phone_end")
            };
        }

        private String field(String name) {
            boolean hidden = name != null
                    && name.startsWith(ColumnMapping.EXTRA)
                    && !reads.test(name.substring(ColumnMapping.EXTRA.length()));
            return hidden ? null : name;
        }
    }

    FileContent of(UUID id, Wish wish) {
        String head = Csv.head("line", "state", "code", "field", "message", "phoneEnd");
        Multi<String> pages = Multi.createBy()
                .repeating()
                .uni(AtomicInteger::new, line -> page(id, wish, line))
                .whilst(Piece::more)
                .map(Piece::text);
        Multi<ByteBuffer> data = Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(head), pages)
                .filter(text -> !text.isEmpty())
                .map(text -> ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        return new FileContent.Streamed(FileContent.UNKNOWN, data);
    }

    private Uni<Piece> page(UUID id, Wish wish, AtomicInteger line) {
        String only = wish.state() == null ? null : wish.state().name();
        return pool.preparedQuery(ROWS)
                .execute(Tuple.of(id, line.get(), only, PAGE))
                .map(rows -> piece(rows, wish, line));
    }

    private static Piece piece(RowSet<Row> rows, Wish wish, AtomicInteger line) {
        List<Object[]> cells = new ArrayList<>();
        for (Row row : rows) {
            line.set(row.getInteger("line"));
            cells.add(wish.cells(row));
        }
        return new Piece(Csv.lines(cells), cells.size() == PAGE);
    }
}
