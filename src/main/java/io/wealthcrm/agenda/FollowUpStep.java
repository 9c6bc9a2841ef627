package io.wealthcrm.agenda;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * One step of a follow-up plan.
 *
 * @param afterDays on which day it is due, counted from the day the plan begins
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FollowUpStep(
        @NotNull @Min(0) @Max(730) Integer afterDays,
        @NotBlank @Size(max = 200) String title,
        @Size(min = 1, max = 2000) String note,
        @NotNull Priority priority) {}
