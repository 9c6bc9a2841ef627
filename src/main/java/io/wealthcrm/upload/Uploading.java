package io.wealthcrm.upload;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.files.FileProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/** What a person does with an upload of their own. */
@ApplicationScoped
class Uploading {
    private final UploadRows rows;
    private final PartialFiles files;
    private final Completion completion;
    private final UploadTending tending;
    private final UploadConfig config;

    Uploading(UploadRows rows, PartialFiles files, Completion completion, UploadTending tending, UploadConfig config) {
        this.rows = rows;
        this.files = files;
        this.completion = completion;
        this.tending = tending;
        this.config = config;
    }

    /**
     * Begins an upload, with its first bytes where the request has some.
     *
     * @throws Problem UPLOAD_TOO_LARGE, UPLOAD_TOO_MANY, and those of {@link #append}
     */
    Uni<Upload> create(Caller caller, TusRequest request) {
        long length = request.length();
        long max = config.maxSize().asLongValue();
        if (length > max) {
            throw Problem.of(UploadProblem.UPLOAD_TOO_LARGE, Map.of("max", max));
        }
        return rows.create(caller.userId(), length, request)
                .chain(upload -> request.carriesBytes()
                        ? write(caller, upload.id(), request, 0)
                        : Uni.createFrom().item(upload));
    }

    /** @throws Problem NOT_FOUND, UPLOAD_GONE */
    Uni<Upload> find(Caller caller, UUID id) {
        return rows.own(caller.userId(), id);
    }

    /**
     * Adds the request's bytes; with the last of them the upload is looked at and stored.
     *
     * @throws Problem NOT_FOUND, UPLOAD_GONE, UPLOAD_BUSY, UPLOAD_OFFSET_MISMATCH, UPLOAD_TOO_LARGE,
     *     UPLOAD_CHECKSUM_MISMATCH, UPLOAD_CHECKSUM_UNSUPPORTED, FILE_TYPE_REFUSED, FILE_CORRUPT
     */
    Uni<Upload> append(Caller caller, UUID id, TusRequest request) {
        request.requireBytes();
        long offset = request.offset();
        return rows.own(caller.userId(), id).chain(upload -> write(caller, id, request, offset));
    }

    /** @throws Problem NOT_FOUND, UPLOAD_GONE, UPLOAD_BUSY, UPLOAD_TAKEN */
    Uni<Void> terminate(Caller caller, UUID id) {
        return rows.own(caller.userId(), id)
                .chain(upload -> files.holding(id, file -> rows.terminate(id)))
                .invoke(tending::wake);
    }

    /** Reads the row again once it holds the file: another writer may have moved it. */
    private Uni<Upload> write(Caller caller, UUID id, TusRequest request, long offset) {
        Checksum checksum = Checksum.of(request.http().getHeader("Upload-Checksum"));
        return files.holding(id, file -> rows.own(caller.userId(), id)
                .invoke(upload -> upload.requireAt(offset))
                .invoke(request::requireFits)
                .chain(upload -> upload.whole()
                        ? Uni.createFrom().item(upload)
                        : receive(caller, file, upload, request, checksum)));
    }

    private Uni<Upload> receive(Caller caller, PartialFile file, Upload upload, TusRequest request, Checksum checksum) {
        if ("100-continue".equalsIgnoreCase(request.http().getHeader(HttpHeaders.EXPECT))) {
            request.http().response().writeContinue();
        }
        if (upload.received() > 0 && !file.exists()) {
            throw Problem.of(FileProblem.FILE_STORE_UNAVAILABLE);
        }
        Receiver.Limits limits = new Receiver.Limits(
                upload.received(),
                upload.length(),
                config.checkpoint().asLongValue(),
                config.silence().toNanos());
        return new Receiver(request.http(), file, checksum, limits, offset -> rows.progress(upload.id(), offset))
                .receive()
                .chain(offset -> rows.own(caller.userId(), upload.id()))
                .call(moved -> moved.whole()
                        ? completion.complete(moved, file)
                        : Uni.createFrom().voidItem());
    }
}
