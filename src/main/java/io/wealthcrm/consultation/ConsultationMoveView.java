package io.wealthcrm.consultation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/** A step of a question; {@code by} is absent where time did it, {@code to} says who has it from then on. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConsultationMoveView(UUID id, String kind, Instant at, UUID by, UUID to, String note) {}
