package io.wealthcrm.customer;

import java.time.LocalDate;

/** A customer on a business date, and what the reader may see and write of the extra fields. */
record SeenFile(Customer customer, FieldAccess access, LocalDate on) {

    CustomerView view(PersonalData personal) {
        return CustomerView.of(
                customer, personal, access.shown(customer), access.isOfFirm() ? Completeness.of(customer, on) : null);
    }

    /** What a merge patch is applied to: what is out of sight can be neither changed nor met. */
    NewCustomer profile(PersonalData personal) {
        return customer.profile(personal, access.seen(customer));
    }
}
