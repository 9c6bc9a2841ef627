package io.wealthcrm.order;

import io.wealthcrm.shared.files.StoredFile;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;

/**
 * A dual recording of an order: {@code sha256} and {@code size} in bytes of what is stored.
 *
 * @param keptUntil how long the order's regime has it kept; it is never changed nor deleted before
 */
record RecordingView(
        UUID id,
        String sha256,
        long size,
        String mediaType,
        String name,
        UUID recordedBy,
        Instant recordedAt,
        LocalDate keptUntil) {

    /** As it is stored. */
    RecordingView(
            UUID id, String sha256, long size, String mediaType, String name, UUID recordedBy, Instant recordedAt) {
        this(id, sha256, size, mediaType, name, recordedBy, recordedAt, null);
    }

    static RecordingView of(Recording recording, StoredFile file) {
        return new RecordingView(
                recording.id,
                file.sha256(),
                file.size(),
                file.mediaType(),
                file.name(),
                recording.recordedBy,
                recording.recordedAt);
    }

    /** Kept for so many years from the day it was made, by the firm's zone. */
    RecordingView keptFor(int years, ZoneId zone) {
        LocalDate until = recordedAt.atZone(zone).toLocalDate().plusYears(years);
        return new RecordingView(id, sha256, size, mediaType, name, recordedBy, recordedAt, until);
    }
}
