package io.wealthcrm.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/** Phone and ID number unmasked; each reading is in the audit log. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ContactDetails(UUID id, String name, String phone, String idNumber) {
    @Override
    public String toString() {
        return "ContactDetails[" + id + "]";
    }
}
