package io.wealthcrm.upload;

import io.vertx.mutiny.sqlclient.Row;
import io.wealthcrm.shared.Problem;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** An upload as its row stands; {@code received} bytes of {@code length} are safe on disk. */
record Upload(
        UUID id,
        long length,
        long received,
        String metadata,
        String name,
        UploadPurpose purpose,
        Status status,
        String sha256,
        String mediaType,
        boolean taken,
        Instant expiresAt) {

    enum Status {
        RECEIVING,
        /** Whole, and not looked at yet. */
        RECEIVED,
        /** In the file store, ready to be taken. */
        STORED,
        /** Not what its purpose wants. */
        REFUSED,
        TERMINATED,
        EXPIRED;

        boolean gone() {
            return this == REFUSED || this == TERMINATED || this == EXPIRED;
        }
    }

    static final String COLUMNS =
            """
            id, length, received, metadata, name, purpose,
            case when taken_at is null and expires_at <= now() then 'EXPIRED' else status end as status,
            sha256, media_type, taken_at is not null as taken, expires_at""";

    static Upload of(Row row) {
        return new Upload(
                row.getUUID("id"),
                row.getLong("length"),
                row.getLong("received"),
                row.getString("metadata"),
                row.getString("name"),
                UploadPurpose.valueOf(row.getString("purpose")),
                Status.valueOf(row.getString("status")),
                row.getString("sha256"),
                row.getString("media_type"),
                row.getBoolean("taken"),
                row.getOffsetDateTime("expires_at").toInstant());
    }

    /** @throws Problem UPLOAD_GONE */
    void requireLive() {
        if (status.gone()) {
            throw Problem.of(UploadProblem.UPLOAD_GONE, Map.of("current", status));
        }
    }

    /** @throws Problem UPLOAD_OFFSET_MISMATCH */
    void requireAt(long offset) {
        if (offset != received) {
            throw Problem.of(UploadProblem.UPLOAD_OFFSET_MISMATCH, Map.of("current", received));
        }
    }

    boolean whole() {
        return received == length;
    }
}
