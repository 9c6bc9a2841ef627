package io.wealthcrm.commission;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * A plan without rules yet.
 *
 * @param currency ISO 4217, CNY when left out
 */
record NewPlan(
        @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,39}") String code,
        @NotBlank @Size(max = 100) String name,
        @Pattern(regexp = "[A-Z]{3}") String currency) {

    NewPlan {
        currency = currency == null ? "CNY" : currency;
    }
}
