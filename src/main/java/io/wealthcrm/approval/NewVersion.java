package io.wealthcrm.approval;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;

/**
 * A draft of a flow.
 *
 * @param formSchema JSON schema (2020-12, without references) of the form that goes with a request; left out: no form
 * @param steps in any order; those of one stage keep the order given
 */
record NewVersion(Map<String, Object> formSchema, @NotEmpty @Size(max = 50) List<@Valid @NotNull NewStep> steps) {
    NewVersion {
        steps = steps == null ? null : java.util.Collections.unmodifiableList(steps);
    }
}
