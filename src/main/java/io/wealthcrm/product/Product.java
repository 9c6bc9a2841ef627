package io.wealthcrm.product;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.wealthcrm.shared.DayCount;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Rate;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.Formula;

/** Something the firm sells (产品): prepared as a draft, launched once, closed by its closing time. */
@Entity
@Table(name = "products")
class Product {
    @Id
    UUID id;

    String code;
    String name;
    String summary;

    @Enumerated(EnumType.STRING)
    ProductKind kind;

    @Enumerated(EnumType.STRING)
    RiskLevel riskLevel;

    @Enumerated(EnumType.STRING)
    Regime regime;

    @Enumerated(EnumType.STRING)
    LegalForm legalForm = LegalForm.CONTRACT;

    String currency;
    BigDecimal minAmount;
    BigDecimal increment;
    BigDecimal quotaAmount;
    int quotaSeats;

    /** What orders hold; only {@link Quota} moves it, past the session. */
    @Column(insertable = false, updatable = false)
    BigDecimal amountHeld = BigDecimal.ZERO;

    @Column(insertable = false, updatable = false)
    int seatsHeld;

    BigDecimal benchmarkRate;
    Integer termDays;

    @Enumerated(EnumType.STRING)
    DayCount dayCount;

    @Enumerated(EnumType.STRING)
    InterestSchedule interestSchedule;

    LocalDate valueDate;

    @Enumerated(EnumType.STRING)
    ProductStatus status = ProductStatus.DRAFT;

    Instant opensAt;
    Instant closesAt;
    Instant launchedAt;
    UUID launchedBy;

    @Column(updatable = false)
    Instant createdAt;

    @Column(updatable = false)
    UUID createdBy;

    /** How many papers lie with it. */
    @Formula("(select count(*) from product_documents d where d.product_id = id)")
    long documents;

    @Version
    long version;

    static Product draft(UUID id, NewProduct input, UUID by, Instant now) {
        Product product = new Product();
        product.id = id;
        product.createdBy = by;
        product.createdAt = now;
        product.fill(input);
        return product;
    }

    /** Once launched, only name, summary, quota and closing time may differ. @throws Problem TERMS_FIXED */
    void change(NewProduct next) {
        NewProduct current = input();
        if (status != ProductStatus.DRAFT && !next.withChangeableOf(current).equals(current)) {
            throw Problem.of(ProductProblem.TERMS_FIXED, Map.of("current", status));
        }
        fill(next);
    }

    /**
     * Puts a draft on the shelf; an opening time still ahead becomes now.
     *
     * @return false if it was there already
     * @throws Problem PRODUCT_CLOSED when its closing time has passed or it is closed
     */
    @CanIgnoreReturnValue
    boolean launch(UUID by, Instant now) {
        if (status == ProductStatus.CLOSED || !now.isBefore(closesAt)) {
            throw Problem.of(ProductProblem.PRODUCT_CLOSED, Map.of("current", statusAt(now), "closesAt", closesAt));
        }
        if (status == ProductStatus.OPEN) {
            return false;
        }
        status = ProductStatus.OPEN;
        launchedAt = now;
        launchedBy = by;
        opensAt = opensAt.isAfter(now) ? now : opensAt;
        return true;
    }

    /** OPEN ends by itself when the closing time comes. */
    static ProductStatus statusAt(ProductStatus stored, Instant closesAt, Instant now) {
        return stored == ProductStatus.OPEN && !now.isBefore(closesAt) ? ProductStatus.CLOSED : stored;
    }

    ProductStatus statusAt(Instant now) {
        return statusAt(status, closesAt, now);
    }

    BigDecimal amountLeft() {
        return quotaAmount.subtract(amountHeld);
    }

    int seatsLeft() {
        return quotaSeats - seatsHeld;
    }

    private void fill(NewProduct input) {
        code = input.code();
        name = input.name();
        summary = input.summary();
        kind = input.kind();
        riskLevel = input.riskLevel();
        regime = input.regime();
        legalForm = input.legalForm();
        currency = input.currency();
        minAmount = input.minAmount().amount();
        increment = input.increment().amount();
        quotaAmount = input.quotaAmount().amount();
        quotaSeats = input.quotaSeats();
        benchmarkRate =
                input.benchmarkRate() == null ? null : input.benchmarkRate().value();
        termDays = input.termDays();
        dayCount = input.dayCount();
        interestSchedule = input.interestSchedule();
        valueDate = input.valueDate();
        opensAt = input.opensAt();
        closesAt = input.closesAt();
    }

    /** What {@link #fill} would make this product again. */
    NewProduct input() {
        return new NewProduct(
                code,
                name,
                summary,
                kind,
                riskLevel,
                regime,
                legalForm,
                currency,
                Money.of(minAmount),
                Money.of(increment),
                Money.of(quotaAmount),
                quotaSeats,
                Rate.of(benchmarkRate),
                termDays,
                dayCount,
                interestSchedule,
                valueDate,
                opensAt,
                closesAt);
    }

    ProductTerms terms(Instant now, RegimeTerms rules) {
        return new ProductTerms(
                id,
                code,
                name,
                kind,
                riskLevel,
                regime,
                currency,
                minAmount,
                increment,
                benchmarkRate,
                termDays,
                dayCount,
                interestSchedule,
                valueDate,
                statusAt(now),
                opensAt,
                closesAt,
                rules);
    }
}
