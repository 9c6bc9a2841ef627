package io.wealthcrm.product;

import io.wealthcrm.shared.Language;
import io.wealthcrm.shared.Money;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

/**
 * What a regime demands of products and orders, as compliance has set it.
 *
 * @param minAmount least amount of one order, in yuan
 * @param investorCap investors at most (人数上限) of a product by contract
 * @param partnershipCap the same of a limited company or a partnership
 * @param qualifiedAssets financial assets of a qualified investor, in yuan; the next two are yearly income, and an entity's net
 *     assets
 * @param recordingYears how long recordings (双录) and what else proves suitability are kept
 * @param articles the rule behind each gate of an order, by the gate's name
 */
public record RegimeTerms(
        Regime code,
        Money minAmount,
        int investorCap,
        int partnershipCap,
        Money qualifiedAssets,
        Money qualifiedIncome,
        Money qualifiedNetAssets,
        int coolingOffHours,
        CoolingOffStart coolingOffFrom,
        boolean callbackRequired,
        MismatchPolicy mismatch,
        boolean declarationsRequired,
        boolean dualRecordingRequired,
        int recordingYears,
        CertificationReview certificationReview,
        Map<String, Article> articles,
        long version) {

    /** The text of a rule with its source, in both languages. */
    public record Article(@NotBlank @Size(max = 500) String zh, @NotBlank @Size(max = 500) String en) {}

    /** The least that makes a qualified investor, in yuan. */
    public BigDecimal qualifying(QualificationKind kind) {
        return switch (kind) {
            case FINANCIAL_ASSETS -> qualifiedAssets.amount();
            case INCOME -> qualifiedIncome.amount();
            case ENTITY -> qualifiedNetAssets.amount();
        };
    }

    int cap(LegalForm form) {
        return form == LegalForm.CONTRACT ? investorCap : partnershipCap;
    }

    public Duration coolingOff() {
        return Duration.ofHours(coolingOffHours);
    }

    /** Whether a product riskier than the customer may bear can be bought against a signed warning. */
    public boolean takesWarnings() {
        return mismatch == MismatchPolicy.SIGNED_WARNING;
    }

    /** The rule behind a gate. */
    public String article(String gate, Language language) {
        Article article = articles.get(gate);
        return article == null
                ? language.choose("公司制度", "The firm's rule")
                : language.choose(article.zh(), article.en());
    }
}
