package io.wealthcrm.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.files.FileContent;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/** The file of an export, put together while it is sent: a part is read and decrypted when the last one is on the wire. */
@ApplicationScoped
class ExportFile {
    private final ExportParts parts;
    private final TableFiles workers;

    ExportFile(ExportParts parts, TableFiles workers) {
        this.parts = parts;
        this.workers = workers;
    }

    /** How a part's text becomes bytes of the file. */
    @FunctionalInterface
    private interface Form {
        ByteBuffer bytes(String text) throws IOException;
    }

    FileContent of(ExportRecord export) {
        Multi<ByteBuffer> data = export.format() == Table.Format.CSV
                ? rows(export, text -> ByteBuffer.wrap(text.getBytes(UTF_8)))
                : workbook(export);
        return new FileContent.Streamed(FileContent.UNKNOWN, data.filter(ByteBuffer::hasRemaining));
    }

    private Multi<ByteBuffer> workbook(ExportRecord export) {
        WorkbookPieces pieces = new WorkbookPieces();
        return Multi.createBy()
                .concatenating()
                .streams(
                        workers.blocking(pieces::begin).toMulti(),
                        rows(export, pieces::rows),
                        workers.blocking(() -> pieces.end(export.watermark())).toMulti());
    }

    private Multi<ByteBuffer> rows(ExportRecord export, Form form) {
        return Multi.createFrom()
                .range(0, export.parts())
                .onItem()
                .transformToUniAndConcatenate(number -> part(export, number, form));
    }

    /** One that has expired meanwhile breaks the file off. */
    private Uni<ByteBuffer> part(ExportRecord export, int number, Form form) {
        return parts.find(export.id(), number)
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(ExchangeProblem.EXPORT_STATE, Map.of("current", ExportView.State.EXPIRED)))
                .chain(content -> workers.blocking(() -> form.bytes(parts.opened(export.id(), number, content))));
    }
}
