package io.wealthcrm.succession;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;

/**
 * Somebody leaves the firm.
 *
 * @param effectiveOn business date, today or within a year; done at once when it is today
 * @param plan where customers go whom nobody in {@code transfers} takes
 * @param transfers null or empty with plan TRANSFER: the advisors of the same unit, then of the branch
 * @param previewToken of the preview that was looked at; refused when anything would go otherwise by now
 */
record NewOffboarding(
        @NotNull LocalDate effectiveOn,
        @NotNull Destination plan,
        @Size(max = 200) List<@NotNull @Valid Heir> transfers,
        @Size(max = 500) @Pattern(regexp = Heir.SAYING) String reason,
        @Size(min = 1, max = 100) String previewToken) {

    List<Heir> heirs() {
        return transfers == null ? List.of() : transfers;
    }
}
