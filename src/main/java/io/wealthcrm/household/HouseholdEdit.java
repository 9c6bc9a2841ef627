package io.wealthcrm.household;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** What may be changed of a household itself. */
record HouseholdEdit(@NotBlank @Size(max = 100) String name, @NotNull HouseholdKind kind) {}
