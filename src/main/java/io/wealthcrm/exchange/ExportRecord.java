package io.wealthcrm.exchange;

import io.wealthcrm.shared.Language;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** An export's row in the database. */
record ExportRecord(
        UUID id,
        Table.Format format,
        Language language,
        String filter,
        String columns,
        String extra,
        String reason,
        ExportView.State state,
        int rows,
        int parts,
        String nextPage,
        UUID byId,
        String byName,
        Instant at,
        Instant expiresAt,
        String sight) {
    static final String SELECT =
            """
            select e.id, e.format, e.language, cast(e.filter as text), array_to_string(e.columns, ','), array_to_string(e.extra, chr(31)), e.reason,
                   case when e.expires_at <= now() then 'EXPIRED' else e.state end, e.row_count, e.parts, e.next_page, e.by_id,
                   u.display_name, e.at, e.expires_at, e.sight
              from exports e join users u on u.id = e.by_id""";

    List<ExportColumn> wanted() {
        return Arrays.stream(columns.split(",", -1)).map(ExportColumn::valueOf).toList();
    }

    /** Keys of extra fields. */
    List<String> extraKeys() {
        return extra.isEmpty() ? List.of() : List.of(extra.split("\u001f", -1));
    }

    /** Who took it, when and as what: stands in every row, so that also a part of a copy tells. */
    String watermark() {
        return byName + " · " + at + " · " + id;
    }
}
