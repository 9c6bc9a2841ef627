package io.wealthcrm.shared.files;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Stored and made contents as one ZIP: each piece is read when the last one is on the wire. */
@ApplicationScoped
class ZipStream {
    private final FileStore store;
    private final FileWorkers workers;
    private final TempFiles temp;

    ZipStream(FileStore store, FileWorkers workers, TempFiles temp) {
        this.store = store;
        this.workers = workers;
        this.temp = temp;
    }

    Multi<ByteBuffer> of(List<Zipped> entries) {
        ZipPieces zip = new ZipPieces();
        Multi<ZipPieces.Piece> files = Multi.createFrom()
                .iterable(entries)
                .onItem()
                .transformToMultiAndConcatenate(entry -> pieces(zip, entry));
        Multi<ZipPieces.Piece> end =
                Uni.createFrom().deferred(() -> workers.run(zip::end)).toMulti();
        return Multi.createBy()
                .concatenating()
                .streams(files, end)
                .map(ZipPieces.Piece::bytes)
                .filter(ByteBuffer::hasRemaining);
    }

    private Multi<ZipPieces.Piece> pieces(ZipPieces zip, Zipped entry) {
        return open(entry)
                .call(content -> workers.run(() -> {
                    zip.begin(entry.name(), entry.sha256() == null);
                    return null;
                }))
                .onItem()
                .transformToMulti(content -> Multi.createBy()
                        .repeating()
                        .uni(() -> workers.run(() -> zip.next(content)))
                        .whilst(ZipPieces.Piece::more)
                        .onTermination()
                        .invoke(() -> close(content)));
    }

    private Uni<InputStream> open(Zipped entry) {
        if (entry.sha256() == null) {
            return Uni.createFrom().item(() -> new ByteArrayInputStream(entry.bytes()));
        }
        Path scratch = temp.next();
        return store.local(entry.sha256(), scratch)
                .chain(file -> workers.run(() -> file.equals(scratch)
                        ? Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE)
                        : Files.newInputStream(file)));
    }

    private static void close(InputStream content) {
        try {
            content.close();
        } catch (IOException nothingWasWritten) {
            // Only read from.
        }
    }
}
