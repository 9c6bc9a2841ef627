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
import java.util.UUID;

/** One month's commission of one plan over the whole firm. */
@Entity
@Table(name = "commission_runs")
class Run {
    /** 预览 → 已审批. */
    enum Status {
        PREVIEW,
        FINAL
    }

    /** What its lines add up to. */
    record Total(long lines, BigDecimal earned, BigDecimal clawedBack) {}

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

    static Run preview(UUID id, PlanVersion version, LocalDate month, UUID by, Instant now) {
        Run run = new Run();
        run.id = id;
        run.planId = version.planId;
        run.planVersionId = version.id;
        run.month = month;
        run.status = Status.PREVIEW;
        run.preparedBy = by;
        run.preparedAt = now;
        return run;
    }

    /** The sums as the database has written them. */
    void take(Total total) {
        lines = total.lines();
        earned = total.earned();
        clawedBack = total.clawedBack();
    }

    /** From now on what the lines say is owed. @throws Problem COMMISSION_RUN_FINAL, COMMISSION_SECOND_PERSON */
    void approve(UUID by, Instant now) {
        requirePreview();
        if (by.equals(preparedBy)) {
            throw Problem.of(CommissionProblem.COMMISSION_SECOND_PERSON);
        }
        status = Status.FINAL;
        approvedBy = by;
        approvedAt = now;
    }

    /** @throws Problem COMMISSION_RUN_FINAL */
    void requirePreview() {
        if (status == Status.FINAL) {
            throw Problem.of(CommissionProblem.COMMISSION_RUN_FINAL);
        }
    }
}
