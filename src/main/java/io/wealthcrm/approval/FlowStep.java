package io.wealthcrm.approval;

import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Ids;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** One step of a flow's version. */
@Entity
@Immutable
@Table(name = "approval_flow_steps")
class FlowStep {
    /** Among those of the role, who may decide. */
    enum Scope {
        /** Anybody. */
        FIRM,
        /** Only somebody of the requester's own unit or of one above it: the own branch's manager. */
        LINE
    }

    @Id
    UUID id;

    UUID versionId;
    int stage;
    int slot;
    String name;

    @Enumerated(EnumType.STRING)
    Role role;

    @Enumerated(EnumType.STRING)
    Scope scope;

    BigDecimal amountFrom;
    BigDecimal amountBelow;
    UUID productId;
    int dueHours;

    static FlowStep of(UUID versionId, int slot, NewStep input) {
        FlowStep step = new FlowStep();
        step.id = Ids.next();
        step.versionId = versionId;
        step.stage = input.stage();
        step.slot = slot;
        step.name = input.name().strip();
        step.role = input.role();
        step.scope = input.scope();
        step.amountFrom = input.amountFrom() == null ? null : input.amountFrom().amount();
        step.amountBelow =
                input.amountBelow() == null ? null : input.amountBelow().amount();
        step.productId = input.productId();
        step.dueHours = input.dueHours();
        return step;
    }

    /** Whether a request takes this step; one without an amount takes the steps of every amount. */
    boolean appliesTo(BigDecimal amount, UUID product) {
        boolean enough = amountFrom == null || amount == null || amount.compareTo(amountFrom) >= 0;
        boolean tooMuch = amountBelow != null && amount != null && amount.compareTo(amountBelow) >= 0;
        return enough && !tooMuch && (productId == null || productId.equals(product));
    }
}
