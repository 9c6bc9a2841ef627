package io.wealthcrm.exchange;

import io.wealthcrm.customer.CustomerChoice;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * An export that is asked for.
 *
 * @param filter left out it is all customers in sight
 * @param columns in the order they are wanted in; a last one says whose export it is
 * @param extra keys of extra fields that the asker may read, as further columns after those; may be left out
 * @param reason what it is for, kept beside the export
 */
record NewExport(
        @Valid CustomerChoice filter,
        @NotEmpty @Size(max = 20) List<@NotNull ExportColumn> columns,
        @Size(max = 50) List<@NotBlank @Size(max = 100) String> extra,
        @NotNull Table.Format format,
        @NotBlank @Size(max = 500) String reason) {

    CustomerChoice choice() {
        return filter == null ? CustomerChoice.ALL : filter;
    }
}
