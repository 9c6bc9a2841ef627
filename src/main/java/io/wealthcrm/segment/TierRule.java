package io.wealthcrm.segment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.customer.Occupation;
import io.wealthcrm.customer.Tier;
import io.wealthcrm.shared.Money;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;

/**
 * Who is of a tier: all that is given must hold.
 *
 * @param fromAssets CNY at least: the larger of what is held and the lower end of the stated band
 * @param fromContribution CNY at least in the last twelve months
 * @param fromAge full years, both ends included
 * @param fromHoldings open positions at least
 * @param activeWithinDays spoken with in the last so many days
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TierRule(
        @NotNull Tier tier,
        Money fromAssets,
        Money fromContribution,
        @Min(0) @Max(120) Integer fromAge,
        @Min(0) @Max(120) Integer toAge,
        @Size(min = 1, max = 20) Set<@NotNull Occupation> occupations,
        @Min(1) @Max(1000) Integer fromHoldings,
        @Min(1) @Max(3650) Integer activeWithinDays) {}
