package io.wealthcrm.complaint;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.BusinessDays;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;

/** Works out by when complaints are due: by the rules each was opened under, on the business days known now. */
@ApplicationScoped
class TimeLimits {
    private final SlaTables tables;
    private final BusinessDays days;
    private final WealthConfig config;

    TimeLimits(SlaTables tables, BusinessDays days, WealthConfig config) {
        this.tables = tables;
        this.days = days;
        this.config = config;
    }

    /** Sets its times from its opening or reopening. Joins the caller's session. */
    Uni<Void> set(Complaint complaint) {
        return setAfter(complaint, () -> {});
    }

    /** As before, when the step is done; what it needs is read first, so that all that changes is written as one version. */
    Uni<Void> setAfter(Complaint complaint, Runnable step) {
        return tables.of(complaint.slaVersion == 0 ? null : complaint.slaVersion)
                .invoke(table -> {
                    step.run();
                    complaint.limit((int) table.version(), due(complaint, table));
                })
                .replaceWithVoid();
    }

    private Deadlines due(Complaint complaint, SlaTable table) {
        return table.rule(complaint.kind, complaint.severity)
                .from(complaint.countsFrom, table.hours(days.banks(), config.zone()));
    }
}
