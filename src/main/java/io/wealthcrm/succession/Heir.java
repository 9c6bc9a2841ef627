package io.wealthcrm.succession;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.customer.Tier;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import java.util.UUID;

/**
 * Somebody who takes customers over: those named, or those of some tiers and cities; any where nothing is said.
 *
 * @param customerIds exactly these; without {@code tiers} and {@code cities} then
 * @param capacity at most so many; never more than the settings of the pool allow an advisor
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Heir(
        @NotNull UUID advisorId,
        @Size(min = 1, max = 10_000) Set<@NotNull UUID> customerIds,
        @Size(min = 1) Set<@NotNull Tier> tiers,
        @Size(min = 1, max = 100) Set<@NotNull @Size(max = 100) @Pattern(regexp = Heir.SAYING) String> cities,
        @Min(0) @Max(100_000) Integer capacity) {
    /** Words, and not only blanks or what nobody sees. */
    static final String SAYING = "(?s).*[\\p{L}\\p{N}].*";

    boolean takes(Served customer) {
        return customerIds == null
                && (tiers == null || tiers.contains(customer.tier()))
                && (cities == null || customer.city() != null && cities.contains(customer.city()));
    }

    /** Whether it says both who and which. */
    boolean contradicts() {
        return customerIds != null && (tiers != null || cities != null);
    }
}
