package io.wealthcrm.approval;

import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Money;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/**
 * A step of a flow, as an administrator writes it and as it is shown.
 *
 * @param stage steps of the same stage are open side by side, stages follow each other
 * @param scope FIRM unless given
 * @param amountFrom from this amount on, and
 * @param amountBelow below this one; each may be left out
 * @param productId only for this product
 * @param dueHours how long the step may take before it is overdue
 */
record NewStep(
        @NotNull @Min(1) @Max(50) Integer stage,
        @NotBlank @Size(max = 100) @Pattern(regexp = "[^\\p{Cntrl}]*") String name,
        @NotNull Role role,
        FlowStep.Scope scope,
        Money amountFrom,
        Money amountBelow,
        UUID productId,
        @NotNull @Min(1) @Max(8760) Integer dueHours) {

    NewStep {
        scope = scope == null ? FlowStep.Scope.FIRM : scope;
    }

    static NewStep of(FlowStep step) {
        return new NewStep(
                step.stage,
                step.name,
                step.role,
                step.scope,
                Money.of(step.amountFrom),
                Money.of(step.amountBelow),
                step.productId,
                step.dueHours);
    }
}
