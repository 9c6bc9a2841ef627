package io.wealthcrm.commission;

import io.wealthcrm.shared.Problem;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/** One month's commission of one plan over the whole firm. */
@Entity
@Table(name = "commission_runs")
class Run {
    /** 计算中 → 预览 → 已审批. */
    enum Status {
        /** Its job is at it, or waits for its turn. */
        CALCULATING,
        /** The job gave up. */
        FAILED,
        /** While it was calculated; the job removes it. */
        DISCARDED,
        PREVIEW,
        FINAL
    }

    @Id
    UUID id;

    @Column(updatable = false)
    UUID planId;

    @Column(updatable = false)
    UUID planVersionId;

    /** Its first day. */
    @Column(updatable = false)
    LocalDate month;

    @Enumerated(EnumType.STRING)
    Status status;

    /** Settled in the month, in whatever currency. */
    @Column(updatable = false)
    long orders;

    /** The sums of the lines, written past the session. */
    @Column(insertable = false, updatable = false)
    long lines;

    @Column(insertable = false, updatable = false)
    BigDecimal earned = BigDecimal.ZERO;

    /** Not above zero. */
    @Column(insertable = false, updatable = false)
    BigDecimal clawedBack = BigDecimal.ZERO;

    UUID preparedBy;
    Instant preparedAt;
    UUID approvedBy;
    Instant approvedAt;

    /** @param orders how many the month settled */
    static Run calculating(UUID id, PlanVersion version, LocalDate month, long orders, UUID by, Instant now) {
        Run run = new Run();
        run.id = id;
        run.planId = version.planId;
        run.planVersionId = version.id;
        run.month = month;
        run.orders = orders;
        run.status = Status.CALCULATING;
        run.preparedBy = by;
        run.preparedAt = now;
        return run;
    }

    /** From now on what the lines say is owed. @throws Problem as {@link #requirePreview}, COMMISSION_SECOND_PERSON */
    void approve(UUID by, Instant now) {
        requirePreview();
        if (by.equals(preparedBy)) {
            throw Problem.of(CommissionProblem.COMMISSION_SECOND_PERSON);
        }
        status = Status.FINAL;
        approvedBy = by;
        approvedAt = now;
    }

    /** Throws it away: true when it can be removed now, false when that is left to its job. @throws Problem COMMISSION_RUN_FINAL */
    boolean discard() {
        requireOpen();
        boolean calculated = status == Status.PREVIEW || status == Status.FAILED;
        if (!calculated) {
            status = Status.DISCARDED;
        }
        return calculated;
    }

    /** @throws Problem COMMISSION_RUN_FINAL, COMMISSION_NOT_CALCULATED */
    void requirePreview() {
        requireOpen();
        if (status != Status.PREVIEW) {
            throw Problem.of(CommissionProblem.COMMISSION_NOT_CALCULATED, Map.of("current", status));
        }
    }

    /** @throws Problem COMMISSION_RUN_DISCARDED */
    void requireCalculating() {
        if (status != Status.CALCULATING) {
            throw Problem.of(CommissionProblem.COMMISSION_RUN_DISCARDED);
        }
    }

    private void requireOpen() {
        if (status == Status.FINAL) {
            throw Problem.of(CommissionProblem.COMMISSION_RUN_FINAL);
        }
    }
}
