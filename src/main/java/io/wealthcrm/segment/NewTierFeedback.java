package io.wealthcrm.segment;

import io.wealthcrm.customer.Tier;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** That a customer should be of another tier, and why. */
record NewTierFeedback(@NotNull Tier tier, @NotBlank @Size(max = 1000) String reason) {}
