package io.wealthcrm.pool;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.customer.Tier;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.Set;
import java.util.UUID;

/**
 * When customers of some tiers fall into the pool.
 *
 * @param branch whose customers; without it the whole firm's, but for branches that have rules of the kind themselves
 * @param days so many days of it and the customer falls
 * @param warnDays so many days before that the advisor is told; nobody falls without
 * @param scope whose pool it is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PoolRule(
        @NotNull PoolRuleKind kind,
        UUID branch,
        @NotEmpty Set<@NotNull Tier> tiers,
        @NotNull @Min(1) @Max(3650) Integer days,
        @NotNull @Min(1) @Max(365) Integer warnDays,
        @NotNull PoolScope scope) {}
