package io.wealthcrm.agenda;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** What may be changed of a task in place; its time, its person and its end have steps of their own. */
record TaskEdit(
        @NotBlank @Size(max = 200) String title, @Size(min = 1, max = 2000) String note, @NotNull Priority priority) {}
