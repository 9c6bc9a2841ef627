package io.wealthcrm.pool;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** What is to be allowed from now on; see {@link PoolSettings}. */
record NewPoolSettings(
        @NotNull @Min(0) @Max(1000) Integer claimsPerDay,
        @NotNull @Min(0) @Max(100000) Integer holdingsCap,
        @NotNull @Min(0) @Max(3650) Integer noTakeBackDays,
        @NotNull Boolean protectsHolders) {}
