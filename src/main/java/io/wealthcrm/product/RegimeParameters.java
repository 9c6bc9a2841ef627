package io.wealthcrm.product;

import io.wealthcrm.product.RegimeTerms.Article;
import io.wealthcrm.shared.Money;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A regime's row; the database keeps each of its versions. */
@Entity
@Table(name = "regimes")
class RegimeParameters {
    @Id
    @Enumerated(EnumType.STRING)
    Regime code;

    BigDecimal minAmount;
    int investorCap;
    int partnershipCap;
    BigDecimal qualifiedAssets;
    BigDecimal qualifiedIncome;
    BigDecimal qualifiedNetAssets;
    int coolingOffHours;

    @Enumerated(EnumType.STRING)
    CoolingOffStart coolingOffFrom;

    boolean callbackRequired;

    @Enumerated(EnumType.STRING)
    MismatchPolicy mismatch;

    boolean declarationsRequired;
    boolean dualRecordingRequired;
    int recordingYears;

    @Enumerated(EnumType.STRING)
    CertificationReview certificationReview;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, Map<String, String>> articles;

    Instant changedAt;
    UUID changedBy;

    @Version
    long version;

    void change(RegimeChange to, UUID by, Instant at) {
        minAmount = to.minAmount().amount();
        investorCap = to.investorCap();
        partnershipCap = to.partnershipCap();
        qualifiedAssets = to.qualifiedAssets().amount();
        qualifiedIncome = to.qualifiedIncome().amount();
        qualifiedNetAssets = to.qualifiedNetAssets().amount();
        coolingOffHours = to.coolingOffHours();
        coolingOffFrom = to.coolingOffFrom();
        callbackRequired = to.callbackRequired();
        mismatch = to.mismatch();
        declarationsRequired = to.declarationsRequired();
        dualRecordingRequired = to.dualRecordingRequired();
        recordingYears = to.recordingYears();
        certificationReview = to.certificationReview();
        articles = to.articles().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> Map.of(
                                "zh",
                                entry.getValue().zh(),
                                "en",
                                entry.getValue().en())));
        changedAt = at;
        changedBy = by;
    }

    /** What {@link #change} would make this row again. */
    RegimeChange input() {
        return new RegimeChange(
                Money.of(minAmount),
                investorCap,
                partnershipCap,
                Money.of(qualifiedAssets),
                Money.of(qualifiedIncome),
                Money.of(qualifiedNetAssets),
                coolingOffHours,
                coolingOffFrom,
                callbackRequired,
                mismatch,
                declarationsRequired,
                dualRecordingRequired,
                recordingYears,
                certificationReview,
                texts());
    }

    RegimeTerms terms() {
        return new RegimeTerms(
                code,
                Money.of(minAmount),
                investorCap,
                partnershipCap,
                Money.of(qualifiedAssets),
                Money.of(qualifiedIncome),
                Money.of(qualifiedNetAssets),
                coolingOffHours,
                coolingOffFrom,
                callbackRequired,
                mismatch,
                declarationsRequired,
                dualRecordingRequired,
                recordingYears,
                certificationReview,
                texts(),
                version);
    }

    private Map<String, Article> texts() {
        return articles.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        entry -> new Article(
                                entry.getValue().get("zh"), entry.getValue().get("en"))));
    }
}
