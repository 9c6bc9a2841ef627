package io.wealthcrm.commission;

import io.wealthcrm.shared.Problem;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.Formula;

/** The rules of a plan as one person drafted and another approved them; never changed after that. */
@Entity
@Table(name = "commission_plan_versions")
class PlanVersion {
    /** 草稿 → 生效 → 已被取代. */
    enum Status {
        DRAFT,
        ACTIVE,
        SUPERSEDED
    }

    @Id
    UUID id;

    @Column(updatable = false)
    UUID planId;

    /** From 1 on in each plan. */
    @Column(updatable = false)
    int number;

    UUID draftedBy;
    Instant draftedAt;
    UUID approvedBy;
    Instant approvedAt;

    /** The first day of the first month it pays for. */
    LocalDate validFrom;

    /** The first day it pays for no longer, for there the next version begins. */
    @Formula("(select min(n.valid_from) from commission_plan_versions n"
            + " where n.plan_id = plan_id and n.valid_from > valid_from)")
    LocalDate validUntil;

    @Version
    long version;

    static PlanVersion draft(UUID id, UUID planId, int number, UUID by, Instant now) {
        PlanVersion draft = new PlanVersion();
        draft.id = id;
        draft.planId = planId;
        draft.number = number;
        draft.draftedBy = by;
        draft.draftedAt = now;
        return draft;
    }

    /** Its rules are written anew. @throws Problem PLAN_VERSION_APPROVED */
    void redraft(UUID by, Instant now) {
        requireDraft();
        draftedBy = by;
        draftedAt = now;
    }

    /**
     * In force from that month on.
     *
     * @throws Problem PLAN_VERSION_APPROVED, COMMISSION_SECOND_PERSON
     */
    void approve(UUID by, LocalDate from, Instant now) {
        requireDraft();
        if (by.equals(draftedBy)) {
            throw Problem.of(CommissionProblem.COMMISSION_SECOND_PERSON);
        }
        approvedBy = by;
        approvedAt = now;
        validFrom = from;
    }

    Status statusOn(LocalDate day) {
        if (approvedBy == null) {
            return Status.DRAFT;
        }
        return validUntil == null || day.isBefore(validUntil) ? Status.ACTIVE : Status.SUPERSEDED;
    }

    private void requireDraft() {
        if (approvedBy != null) {
            throw Problem.of(CommissionProblem.PLAN_VERSION_APPROVED);
        }
    }
}
