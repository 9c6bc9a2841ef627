package io.wealthcrm.commission;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A commission plan (佣金方案); what it pays stands in its versions. */
@Entity
@Immutable
@Table(name = "commission_plans")
class Plan {
    @Id
    UUID id;

    String code;
    String name;

    /** It pays on orders in this currency only. */
    String currency;

    UUID createdBy;
    Instant createdAt;

    static Plan of(UUID id, NewPlan input, UUID by, Instant now) {
        Plan plan = new Plan();
        plan.id = id;
        plan.code = input.code();
        plan.name = input.name();
        plan.currency = input.currency();
        plan.createdBy = by;
        plan.createdAt = now;
        return plan;
    }
}
