package io.wealthcrm.commission;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A version of a plan with its rules.
 *
 * @param validFrom the first day of the first month it pays for; null for a draft
 * @param validUntil the day the next version begins; null while there is none
 */
record VersionView(
        UUID id,
        UUID planId,
        int number,
        PlanVersion.Status status,
        LocalDate validFrom,
        LocalDate validUntil,
        UUID draftedBy,
        Instant draftedAt,
        UUID approvedBy,
        Instant approvedAt,
        List<RuleView> rules,
        long version) {

    static VersionView of(PlanVersion version, List<RuleView> rules, LocalDate today) {
        return new VersionView(
                version.id,
                version.planId,
                version.number,
                version.statusOn(today),
                version.validFrom,
                version.validUntil,
                version.draftedBy,
                version.draftedAt,
                version.approvedBy,
                version.approvedAt,
                rules,
                version.version);
    }
}
