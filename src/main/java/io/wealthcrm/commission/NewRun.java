package io.wealthcrm.commission;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;

/** Which month of which plan to calculate; {@code month} as {@code 2026-03}. */
record NewRun(@NotNull UUID planId, @NotNull @Pattern(regexp = Months.PATTERN) String month) {}
