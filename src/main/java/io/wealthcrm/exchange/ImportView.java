package io.wealthcrm.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * An import as its routes show it.
 *
 * @param encoding of a CSV file, e.g. {@code GB18030}
 * @param columns how many the header has
 * @param hold whether it waits for somebody once its rows are checked
 * @param known what becomes of rows whose customer is on file
 * @param advisorId whose the customers become; left out it is who asked
 * @param rows read so far
 * @param refused rows that are no customers; the report says why
 * @param applied rows that became customers
 * @param updated rows that brought customers up to date
 * @param reverted customers removed again, or put back as they were
 * @param kept customers that a reversal left alone, since somebody had worked with them
 * @param fileUntil when the file is removed; left out once it is
 * @param failure the code of the problem that ended it, or its taking back, as its job has with all details; left out unless it is FAILED
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportView(
        UUID id,
        String name,
        Table.Format format,
        String encoding,
        int columns,
        ColumnMapping mapping,
        boolean hold,
        Known known,
        UUID advisorId,
        ImportState state,
        int rows,
        int refused,
        int applied,
        int updated,
        int reverted,
        int kept,
        UUID byId,
        Instant at,
        Instant fileUntil,
        long version,
        String failure) {}
