package io.wealthcrm.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.customer.CustomerChoice;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An export as its routes show it.
 *
 * @param rows written so far
 * @param expiresAt until when its file can be fetched, in real time; left out before it is done
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExportView(
        UUID id,
        Table.Format format,
        CustomerChoice filter,
        List<ExportColumn> columns,
        List<String> extra,
        String reason,
        State state,
        int rows,
        UUID byId,
        Instant at,
        Instant expiresAt) {

    enum State {
        RUNNING,
        DONE,
        FAILED,
        EXPIRED,
        /** Somebody in it was erased since. */
        WITHDRAWN
    }
}
