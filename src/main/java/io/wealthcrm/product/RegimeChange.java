package io.wealthcrm.product;

import io.wealthcrm.product.RegimeTerms.Article;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Problem.Invalid;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What compliance may set of a regime; the members are those of {@link RegimeTerms}. Never laxer than the law. */
record RegimeChange(
        @NotNull Money minAmount,
        @NotNull @Min(1) @Max(200) Integer investorCap,
        @NotNull @Min(1) @Max(50) Integer partnershipCap,
        @NotNull Money qualifiedAssets,
        @NotNull Money qualifiedIncome,
        @NotNull Money qualifiedNetAssets,
        @NotNull @Min(24) @Max(720) Integer coolingOffHours,
        @NotNull CoolingOffStart coolingOffFrom,
        @NotNull Boolean callbackRequired,
        @NotNull MismatchPolicy mismatch,
        @NotNull Boolean declarationsRequired,
        @NotNull Boolean dualRecordingRequired,
        @NotNull @Min(20) @Max(100) Integer recordingYears,
        @NotNull CertificationReview certificationReview,
        @NotNull @Size(max = 40) Map<@Pattern(regexp = "[A-Z_]{1,40}") String, @NotNull @Valid Article> articles) {

    /** @throws Problem INVALID_INPUT with every value below the law's */
    RegimeChange check(Regime regime) {
        List<Invalid> faults = new ArrayList<>();
        atLeast(faults, "/minAmount", minAmount, regime.minimum());
        atLeast(faults, "/qualifiedAssets", qualifiedAssets, QualificationKind.FINANCIAL_ASSETS.least());
        atLeast(faults, "/qualifiedIncome", qualifiedIncome, QualificationKind.INCOME.least());
        atLeast(faults, "/qualifiedNetAssets", qualifiedNetAssets, QualificationKind.ENTITY.least());
        if (partnershipCap > investorCap) {
            faults.add(new Invalid("/partnershipCap", "MAX", "不能高于 investorCap / must not exceed investorCap"));
        }
        if (regime == Regime.PRIVATE_SECURITIES_FUND && coolingOffFrom != CoolingOffStart.SIGNING_AND_PAYMENT) {
            faults.add(new Invalid(
                    "/coolingOffFrom",
                    "BELOW_LAW",
                    "私募证券投资基金须自签署且付款后起算 / counted from signing and payment for securities funds"));
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        return this;
    }

    private static void atLeast(List<Invalid> faults, String pointer, Money given, BigDecimal law) {
        if (given.amount().compareTo(law) < 0) {
            faults.add(new Invalid(pointer, "BELOW_LAW", "不能低于法定标准 / the law demands at least " + law.toPlainString()));
        }
    }
}
