package io.wealthcrm.succession;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;

/** Who sees to an advisor's customers, from when to when. @param from business date, today or later; both days count */
record NewCover(
        @NotNull UUID coverId,
        @NotNull LocalDate from,
        @NotNull LocalDate to,
        @Size(max = 500) @Pattern(regexp = Heir.SAYING) String reason) {}
