package io.wealthcrm.commission;

import java.time.Instant;
import java.util.UUID;

/** A plan; its versions are a list of their own. */
record PlanView(UUID id, String code, String name, String currency, UUID createdBy, Instant createdAt) {

    static PlanView of(Plan plan) {
        return new PlanView(plan.id, plan.code, plan.name, plan.currency, plan.createdBy, plan.createdAt);
    }
}
