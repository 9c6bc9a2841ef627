package io.wealthcrm.commission;

import io.wealthcrm.product.ProductKind;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Rate;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What one role level earns on one target. Of several rules that fit a sale only the most specific pays: the product's
 * before the kind's before any.
 *
 * @param productId pays on this product only
 * @param productKind pays on products of this kind only
 * @param startsOn first day of confirmation it pays for; null without bound
 * @param endsOn last day of confirmation it pays for; null without bound
 * @param tiers the first from 0.00, each next one higher
 */
record NewRule(
        @NotNull RoleLevel roleLevel,
        UUID productId,
        ProductKind productKind,
        LocalDate startsOn,
        LocalDate endsOn,
        @NotNull @Size(min = 1, max = 20) List<@NotNull @Valid Tier> tiers) {

    /**
     * The rate on the beneficiary's whole volume of the month under the rule once that has reached {@code fromVolume}.
     *
     * @param rate a fraction from 0 to 1
     */
    @Schema(name = "CommissionTier")
    record Tier(@NotNull Money fromVolume, @NotNull Rate rate) {}
}
