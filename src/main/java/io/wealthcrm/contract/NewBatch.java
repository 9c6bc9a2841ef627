package io.wealthcrm.contract;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;

/**
 * A batch as printed: numbers are the prefix and a count, filled up with zeros.
 *
 * @param prefix letters, digits and {@code . _ - ( )}
 * @param first the first count, and
 * @param count how many follow each other
 * @param digits at least so many digits after the prefix; 6 unless given
 */
record NewBatch(
        @NotNull @Pattern(regexp = "[\\p{L}\\p{N}._()（）-]{1,40}") String prefix,
        @NotNull @Min(0) @Max(999_999_990_000L) Long first,
        @NotNull @Min(1) @Max(5000) Integer count,
        @Min(1) @Max(12) Integer digits,
        @NotNull UUID productId) {
    private static final int USUAL_DIGITS = 6;

    NewBatch {
        digits = digits == null ? USUAL_DIGITS : digits;
    }
}
