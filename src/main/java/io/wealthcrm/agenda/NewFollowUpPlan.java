package io.wealthcrm.agenda;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** A plan for the people of the caller's unit and below. */
record NewFollowUpPlan(
        @NotBlank @Size(max = 100) String name, @NotEmpty @Size(max = 20) List<@NotNull @Valid FollowUpStep> steps) {}
