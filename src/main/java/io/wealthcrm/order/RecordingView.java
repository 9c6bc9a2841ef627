package io.wealthcrm.order;

import io.wealthcrm.shared.files.StoredFile;
import java.time.Instant;
import java.util.UUID;

/** A dual recording of an order: {@code sha256} and {@code size} in bytes of what is stored. */
record RecordingView(
        UUID id, String sha256, long size, String mediaType, String name, UUID recordedBy, Instant recordedAt) {

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
}
