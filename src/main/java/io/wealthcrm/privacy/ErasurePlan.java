package io.wealthcrm.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;

/**
 * What erasing would do today.
 *
 * @param hindrance the code of the refusal that erasing would meet now
 * @param planToken stands for exactly these steps; erasing asks for it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ErasurePlan(UUID customerId, PrivacyProblem hindrance, List<ErasureStep> steps, String planToken) {

    boolean keepsNothing() {
        return steps.stream().noneMatch(step -> step.action() == ErasureStep.Action.KEEP);
    }
}
