package io.wealthcrm.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What customers must fit to be in a segment (客群); members left out demand nothing, each of the others must hold.
 *
 * @param cities any of these
 * @param local whether the customer lives in the home town; who leaves one of them out is neither
 * @param fromAge full years, both ends included; who gives no birthday fits no age
 * @param birthMonth 1 to 12
 * @param fromAssets what is held today at the newest values, in CNY, at least, as last worked out; {@code toAssets} below that
 * @param fromContribution brought in the last twelve months, in CNY, at least
 * @param contactedWithinDays spoken with in the last so many days; {@code notContactedForDays} not once in them
 * @param holding whether there is any open position
 * @param holds a product of which there is an open position
 * @param maturesWithinDays an open position matures from today on within so many days
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CustomerConditions(
        @Size(min = 1, max = 10) Set<@NotNull Tier> tiers,
        @Size(min = 1, max = 10) Set<@NotNull AssetBand> assetBands,
        @Size(min = 1, max = 20) Set<@NotNull Occupation> occupations,
        @Size(min = 1, max = 10) Set<@NotNull Gender> genders,
        @Size(min = 1, max = 20) Set<@NotNull Channel> channels,
        @Size(min = 1, max = 50) List<@NotBlank @Size(max = 100) String> cities,
        Boolean local,
        @Min(0) @Max(150) Integer fromAge,
        @Min(0) @Max(150) Integer toAge,
        @Min(1) @Max(12) Integer birthMonth,
        Money fromAssets,
        Money toAssets,
        Money fromContribution,
        @Min(1) @Max(3650) Integer contactedWithinDays,
        @Min(1) @Max(3650) Integer notContactedForDays,
        Boolean holding,
        UUID holds,
        @Min(0) @Max(3650) Integer maturesWithinDays) {
    /** Everybody. */
    public static final CustomerConditions NONE = new CustomerConditions(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    /** @throws Problem INVALID_INPUT where nobody could fit, pointing below {@code at} */
    public CustomerConditions checked(String at) {
        if (fromAge != null && toAge != null && fromAge > toAge) {
            throw Problem.invalid(at + "/toAge", "ORDER", "不能小于 fromAge / not below fromAge");
        }
        if (fromAssets != null && toAssets != null && fromAssets.compareTo(toAssets) >= 0) {
            throw Problem.invalid(at + "/toAssets", "ORDER", "须大于 fromAssets / above fromAssets");
        }
        return this;
    }

    /** As conditions on customers {@code c}, which all must hold. */
    List<String> where(BoundSql sql, LocalDate today, ZoneId zone) {
        return new ConditionSql(sql, today, zone).of(this);
    }
}
