package io.wealthcrm.household;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** A note for all members. */
record NewHouseholdNote(@NotBlank @Size(max = 4000) String text) {}
