package io.wealthcrm.exchange;

import io.wealthcrm.shared.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;

/** An import's row in the database. @param known what becomes of rows whose customer is on file */
record ImportRecord(
        UUID id,
        UUID fileId,
        String name,
        Table.Format format,
        String encoding,
        int columns,
        String mapping,
        boolean hold,
        Known known,
        UUID operationId,
        UUID advisorId,
        ImportState state,
        int rows,
        int refused,
        int applied,
        int updated,
        int reverted,
        int kept,
        int readLine,
        int appliedLine,
        int undoneLine,
        UUID byId,
        Instant at,
        Instant uploadedAt,
        long version,
        String failure) {
    static final String COLUMNS =
            """
            id, file_id, name, format, encoding, columns, cast(mapping as text), hold, known, operation_id, advisor_id, state,
            row_count, refused, applied, updated, reverted, kept, read_line, applied_line, undone_line, by_id, at, uploaded_at, version,
            case state when 'FAILED' then (select j.result ->> 'code' from jobs j
                where j.subject_id = imports.id and j.kind in ('CUSTOMER_IMPORT', 'CUSTOMER_IMPORT_APPLICATION', 'CUSTOMER_IMPORT_REVERSAL')
                  and j.status = 'FAILED' order by j.finished_at desc limit 1) end""";

    /** @throws Problem IMPORT_STATE unless it is in one of these */
    ImportRecord require(ImportState... states) {
        if (!Arrays.asList(states).contains(state)) {
            throw Problem.of(ExchangeProblem.IMPORT_STATE, Map.of("current", state));
        }
        return this;
    }

    /** @throws Problem IMPORT_FILE_GONE */
    ImportRecord requireFile() {
        if (fileId == null) {
            throw Problem.of(ExchangeProblem.IMPORT_FILE_GONE);
        }
        return this;
    }

    ImportView view(ColumnMapping columnMapping, Duration fileLife) {
        return new ImportView(
                id,
                name,
                format,
                encoding,
                columns,
                columnMapping,
                hold,
                known,
                advisorId,
                state,
                rows,
                refused,
                applied,
                updated,
                reverted,
                kept,
                byId,
                at,
                fileId == null ? null : uploadedAt.plus(fileLife),
                version,
                failure);
    }
}
