package io.wealthcrm.product;

import io.wealthcrm.shared.DayCount;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Rate;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;

/**
 * All that operations say about a product; {@link ProductRules} checks what single members cannot show.
 *
 * @param currency ISO 4217, CNY when left out
 * @param legalForm CONTRACT when left out
 * @param quotaSeats investors at most (投资者人数上限), within the regime's cap for the legal form
 * @param benchmarkRate a year's benchmark as a fraction
 * @param interestSchedule AT_MATURITY when left out
 */
record NewProduct(
        @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,39}") String code,
        @NotBlank @Size(max = 100) String name,
        @Size(min = 1, max = 4000) String summary,
        @NotNull ProductKind kind,
        @NotNull RiskLevel riskLevel,
        @NotNull Regime regime,
        LegalForm legalForm,
        @Pattern(regexp = "[A-Z]{3}") String currency,
        @NotNull Money minAmount,
        @NotNull Money increment,
        @NotNull Money quotaAmount,
        @NotNull @Min(1) @Max(200) Integer quotaSeats,
        Rate benchmarkRate,
        @Min(1) @Max(36500) Integer termDays,
        @NotNull DayCount dayCount,
        InterestSchedule interestSchedule,
        LocalDate valueDate,
        @NotNull Instant opensAt,
        @NotNull Instant closesAt) {

    NewProduct {
        legalForm = legalForm == null ? LegalForm.CONTRACT : legalForm;
        currency = currency == null ? "CNY" : currency;
        interestSchedule = interestSchedule == null ? InterestSchedule.AT_MATURITY : interestSchedule;
    }

    /** This, but with the other's values wherever a launched product may still change. */
    NewProduct withChangeableOf(NewProduct other) {
        return new NewProduct(
                code,
                other.name,
                other.summary,
                kind,
                riskLevel,
                regime,
                legalForm,
                currency,
                minAmount,
                increment,
                other.quotaAmount,
                other.quotaSeats,
                benchmarkRate,
                termDays,
                dayCount,
                interestSchedule,
                valueDate,
                opensAt,
                other.closesAt);
    }
}
