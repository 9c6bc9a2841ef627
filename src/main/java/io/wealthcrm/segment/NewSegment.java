package io.wealthcrm.segment;

import io.wealthcrm.customer.CustomerConditions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * A saved filter.
 *
 * @param sharing PRIVATE where left out; UNIT shares with the own unit
 */
record NewSegment(
        @NotBlank @Size(max = 100) String name, Sharing sharing, @NotNull @Valid CustomerConditions conditions) {

    /** As it is stored. @throws Problem INVALID_INPUT */
    NewSegment checked() {
        return new NewSegment(
                name.strip(), sharing == null ? Sharing.PRIVATE : sharing, conditions.checked("/conditions"));
    }
}
