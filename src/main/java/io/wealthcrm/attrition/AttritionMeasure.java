package io.wealthcrm.attrition;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.shared.Money;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * When dealings have shrunk.
 *
 * @param days the last so many days are compared with what was before
 * @param dropPercent so many percent less, or more, is shrinking
 * @param fromAmount CNY there must have been before, of ASSETS and ORDERS; {@code fromContacts} likewise of CONTACTS
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AttritionMeasure(
        @NotNull AttritionKind kind,
        @NotNull @Min(7) @Max(730) Integer days,
        @NotNull @Min(1) @Max(100) Integer dropPercent,
        Money fromAmount,
        @Min(1) @Max(10000) Integer fromContacts) {}
