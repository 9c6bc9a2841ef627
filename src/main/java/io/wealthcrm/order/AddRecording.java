package io.wealthcrm.order;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** A finished upload of the caller's own that becomes a recording of the order. */
record AddRecording(@NotNull UUID uploadId) {}
