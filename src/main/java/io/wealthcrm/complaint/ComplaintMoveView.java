package io.wealthcrm.complaint;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/** A step of a complaint; {@code by} is absent where time did it, {@code to} says who has it from then on. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ComplaintMoveView(ComplaintStep kind, Instant at, UUID by, UUID to, int level, String note) {}
