package io.wealthcrm.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * Phone and ID number unmasked; each reading is in the audit log.
 *
 * @param marketingRefused whether the customer has opted out of marketing (营销退订)
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ContactDetails(UUID id, String name, String phone, String idNumber, boolean marketingRefused) {
    @Override
    public String toString() {
        return "ContactDetails[" + id + "]";
    }
}
