package io.wealthcrm.agenda;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/** What may be changed of an appointment; with whom and for what it is stays. */
record AppointmentEdit(
        @NotBlank @Size(max = 200) String title,
        @NotNull Instant startsAt,
        @NotNull Instant endsAt,
        @Size(min = 1, max = 200) String place) {}
