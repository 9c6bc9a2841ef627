package io.wealthcrm.order;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.product.Products;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import io.wealthcrm.shared.files.StoredFile;
import io.wealthcrm.shared.files.StoredFiles;
import io.wealthcrm.shared.files.UploadRule;
import io.wealthcrm.upload.ResumableUploads;
import io.wealthcrm.upload.UploadPurpose;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The dual recordings (双录) of an order, kept with their hash and never changed. */
@ApplicationScoped
class Recordings {
    private static final UploadRule RULE =
            new UploadRule("RECORDING", Set.of("video/mp4", "video/quicktime", "video/webm"), false);

    private final OrderQueries queries;
    private final ResumableUploads uploads;
    private final StoredFiles files;
    private final Products products;
    private final Audit audit;
    private final WealthConfig firm;
    private final Clock clock;

    Recordings(
            OrderQueries queries,
            ResumableUploads uploads,
            StoredFiles files,
            Products products,
            Audit audit,
            WealthConfig firm,
            Clock clock) {
        this.queries = queries;
        this.uploads = uploads;
        this.files = files;
        this.products = products;
        this.audit = audit;
        this.firm = firm;
        this.clock = clock;
    }

    /**
     * Lays a finished upload to the order, while the advisor still has it.
     *
     * @throws Problem NOT_FOUND, ILLEGAL_TRANSITION, UPLOAD_UNFINISHED, UPLOAD_TAKEN, UPLOAD_GONE
     */
    @WithTransaction
    Uni<RecordingView> add(Caller caller, UUID id, UUID uploadId) {
        Instant now = clock.instant();
        return queries.locked(caller.scope(), id, now)
                .invoke(Order::requireEditable)
                .chain(order -> store(caller, id, uploadId, now).chain(view -> kept(order, List.of(view))))
                .call(() -> audit.record(caller.userId(), "RECORDING_ADDED", "ORDER", id))
                .map(views -> views.get(0));
    }

    /** Oldest first. @throws Problem NOT_FOUND */
    @WithSession
    Uni<Page<RecordingView>> list(Scope scope, UUID id) {
        return queries.seen(scope, id)
                .chain(found -> queries.recordings(id).chain(all -> kept(found.order(), all)))
                .map(all -> new Page<>(all, null));
    }

    /** A recording to be played, whole or in part; each look is audited. @throws Problem NOT_FOUND */
    @WithTransaction
    Uni<StoredFile> play(Caller caller, UUID id, UUID recordingId) {
        return queries.seen(caller.scope(), id)
                .chain(() -> queries.recording(id, recordingId))
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(CommonProblem.NOT_FOUND))
                .call(() -> audit.record(caller.userId(), "RECORDING_PLAYED", "ORDER", id))
                .chain(recording -> files.find(recording.id));
    }

    private Uni<RecordingView> store(Caller caller, UUID order, UUID upload, Instant now) {
        return uploads.take(caller, upload, UploadPurpose.RECORDING)
                .call(file -> files.record(file, RULE, caller.userId()))
                .chain(file -> Db.persist(recording(caller, order, upload, file.id(), now))
                        .map(stored -> RecordingView.of(stored, file)));
    }

    /** With how long the order's regime has them kept. */
    private Uni<List<RecordingView>> kept(Order order, List<RecordingView> recordings) {
        return products.regime(order.regime).map(regime -> recordings.stream()
                .map(recording -> recording.keptFor(regime.recordingYears(), firm.zone()))
                .toList());
    }

    private static Recording recording(Caller caller, UUID order, UUID upload, UUID file, Instant now) {
        Recording recording = new Recording();
        recording.id = file;
        recording.orderId = order;
        recording.uploadId = upload;
        recording.recordedBy = caller.userId();
        recording.recordedAt = now;
        return recording;
    }
}
