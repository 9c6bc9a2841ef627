package io.wealthcrm.exchange;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.CustomerIntake;
import io.wealthcrm.customer.WritableExtra;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.JobView;
import io.wealthcrm.shared.Jobs;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Version;
import io.wealthcrm.shared.files.StoredFile;
import io.wealthcrm.shared.files.StoredFiles;
import io.wealthcrm.shared.files.UploadRule;
import io.wealthcrm.shared.files.Uploads;
import io.wealthcrm.upload.ResumableUploads;
import io.wealthcrm.upload.UploadPurpose;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** What people do with imports: hand a file in, say what its columns are, have it applied and taken back. */
@ApplicationScoped
class Imports {
    static final String SUBJECT = "CUSTOMER_IMPORT";
    static final UploadRule RULE = UploadRule.table("CUSTOMER_IMPORT");

    private static final String ADD =
            """
            insert into imports (id, file_id, name, format, encoding, columns, mapping, hold, advisor_id, state, by_id, at,
                   known)
            values (?1, ?2, ?3, ?4, cast(?5 as text), ?6, cast(cast(?7 as text) as jsonb), ?8, cast(?9 as uuid), ?10, ?11, ?12, ?13)""";

    private final Uploads uploads;
    private final ResumableUploads resumable;
    private final StoredFiles files;
    private final TableFiles tables;
    private final ImportReads reads;
    private final CustomerIntake intake;
    private final ImportFields fields;
    private final Jobs jobs;
    private final Audit audit;
    private final Clock clock;

    Imports(
            Uploads uploads,
            ResumableUploads resumable,
            StoredFiles files,
            TableFiles tables,
            ImportReads reads,
            CustomerIntake intake,
            ImportFields fields,
            Jobs jobs,
            Audit audit,
            Clock clock) {
        this.uploads = uploads;
        this.resumable = resumable;
        this.files = files;
        this.tables = tables;
        this.reads = reads;
        this.intake = intake;
        this.fields = fields;
        this.jobs = jobs;
        this.audit = audit;
        this.clock = clock;
    }

    /** What is to become of a file. @param advisorId null for the caller */
    record Wish(UUID advisorId, boolean hold, Known known) {}

    /** What a file shows at first sight. */
    private record Head(Table.Format format, String encoding, List<String> header) {}

    /**
     * Takes a file in. Its rows are read by the job, unless its header does not say enough: then the job has failed with
     * MAPPING_INCOMPLETE and waits for {@link #map}.
     *
     * @throws Problem FIELD_NOT_WRITABLE, INVALID_INPUT for a column named {@code extra.<key>} that the caller does not write;
     *     UNKNOWN_ADVISOR, UNKNOWN_ENCODING, BAD_TABLE, BAD_WORKBOOK, EMPTY_TABLE, TOO_MANY_COLUMNS, FILE_…, UPLOAD_…
     */
    @WithTransaction
    Uni<JobView> take(Caller caller, FileUpload part, UUID upload, Wish wish) {
        UUID id = Ids.next();
        return intake.owner(caller, wish.advisorId())
                .chain(() -> content(caller, part, upload))
                .call(file -> files.record(file, RULE, caller.userId()))
                .call(Db::flush)
                .chain(file -> head(file).call(head -> add(id, caller, file, head, wish)))
                .call(() -> audit.record(caller.userId(), "CUSTOMER_IMPORT_TAKEN", SUBJECT, id))
                .chain(() -> jobs.start(ImportJob.KIND, id, 0, caller.userId()));
    }

    /** Sent along, or uploaded before where it is too large for that. */
    private Uni<StoredFile> content(Caller caller, FileUpload part, UUID upload) {
        if ((part == null) == (upload == null)) {
            throw Problem.invalid("/file", "ONE_OF", "file, uploadId");
        }
        if (part != null && part.size() == 0) {
            throw Problem.of(ExchangeProblem.EMPTY_TABLE);
        }
        return part == null
                ? resumable.take(caller, upload, UploadPurpose.CUSTOMER_IMPORT)
                : uploads.accept(part, RULE);
    }

    private Uni<Head> head(StoredFile file) {
        Table.Format format = file.isWorkbook() ? Table.Format.XLSX : Table.Format.CSV;
        return tables.open(file, format).chain(table -> tables.blocking(() -> head(table, format)));
    }

    private static Head head(Table table, Table.Format format) throws IOException {
        try (table) {
            return new Head(format, table.encoding(), table.header());
        }
    }

    private Uni<Integer> add(UUID id, Caller caller, StoredFile file, Head head, Wish wish) {
        return intake.extra(caller)
                .map(extra -> mapping(head, extra))
                .chain(mapping -> add(id, caller, file, head, wish, mapping));
    }

    private static ColumnMapping mapping(Head head, WritableExtra extra) {
        ColumnMapping mapping = ColumnMapping.guessed(head.header(), new ExtraHeaders(extra.fields()));
        extra.require(mapping.extra().keySet());
        return mapping;
    }

    private Uni<Integer> add(UUID id, Caller caller, StoredFile file, Head head, Wish wish, ColumnMapping mapping) {
        return Db.execute(
                ADD,
                id,
                file.id(),
                file.name(),
                head.format().name(),
                head.encoding(),
                head.header().size(),
                reads.written(mapping),
                wish.hold(),
                wish.advisorId(),
                (mapping.complete() ? ImportState.READING : ImportState.MAPPING).name(),
                caller.userId(),
                clock.instant(),
                wish.known().name());
    }

    /**
     * Says what the columns are, before anything is read; the job goes on.
     *
     * @throws Problem NOT_FOUND, VERSION_REQUIRED, STALE_VERSION, IMPORT_STATE, IMPORT_FILE_GONE, UNKNOWN_COLUMN, FIELD_NOT_WRITABLE,
     *     INVALID_INPUT
     */
    @WithTransaction
    Uni<JobView> map(Caller caller, UUID id, String ifMatch, ColumnMapping mapping) {
        return reads.locked(caller, id)
                .invoke(task -> {
                    Version.require(ifMatch, task.version());
                    mapping.requireWithin(
                            task.require(ImportState.MAPPING).requireFile().columns());
                })
                .call(task -> fields.importer(task.byId(), mapping))
                .call(() -> Db.execute(
                        """
                        update imports set mapping = cast(cast(?2 as text) as jsonb), state = 'READING', version = version + 1
                         where id = ?1""",
                        id,
                        reads.written(mapping)))
                .chain(() -> jobs.restart(ImportJob.KIND, id))
                .chain(job -> job == null
                        ? jobs.of(ImportJob.KIND, id)
                        : Uni.createFrom().item(job));
    }

    /** Has the checked rows applied. @throws Problem NOT_FOUND, IMPORT_STATE */
    @WithTransaction
    Uni<JobView> apply(Caller caller, UUID id) {
        return reads.locked(caller, id)
                .map(task -> task.require(ImportState.CHECKED))
                .call(() -> moved(id, ImportState.APPLYING))
                .call(() -> audit.record(caller.userId(), "CUSTOMER_IMPORT_APPLIED", SUBJECT, id))
                .chain(task -> started(ImportJob.APPLICATION, task, caller));
    }

    /** Removes again those customers nobody has worked with since. @throws Problem NOT_FOUND, IMPORT_STATE */
    @WithTransaction
    Uni<JobView> revert(Caller caller, UUID id) {
        return reads.locked(caller, id)
                .map(task -> task.require(ImportState.DONE, ImportState.FAILED))
                .call(() -> moved(id, ImportState.REVERTING))
                .call(() -> audit.record(caller.userId(), "CUSTOMER_IMPORT_REVERTED", SUBJECT, id))
                .chain(task -> started(ImportReversal.KIND, task, caller));
    }

    /** Goes on with one that has failed before. */
    private Uni<JobView> started(String kind, ImportRecord task, Caller caller) {
        return jobs.restart(kind, task.id())
                .chain(job -> job == null
                        ? jobs.start(kind, task.id(), task.rows(), caller.userId())
                        : Uni.createFrom().item(job));
    }

    private static Uni<Integer> moved(UUID id, ImportState to) {
        return Db.execute("update imports set state = ?2, version = version + 1 where id = ?1", id, to.name());
    }
}
