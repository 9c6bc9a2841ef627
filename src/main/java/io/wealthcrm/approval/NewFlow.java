package io.wealthcrm.approval;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * A flow without versions yet.
 *
 * @param kind {@code ORDER}, {@code PAYOUT}, {@code DISCOUNT}, {@code LEAVE}, {@code EXPENSE} or a code of the firm's own
 */
record NewFlow(
        @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}") String kind,
        @NotBlank @Size(max = 100) @Pattern(regexp = "[^\\p{Cntrl}]*") String name) {}
