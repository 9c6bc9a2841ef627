package io.wealthcrm.customer;

/** A customer, and what the reader may see and write of the extra fields. */
record SeenFile(Customer customer, FieldAccess access) {

    CustomerView view(PersonalData personal) {
        return CustomerView.of(customer, personal, access.shown(customer));
    }

    /** What a merge patch is applied to: what is out of sight can be neither changed nor met. */
    NewCustomer profile(PersonalData personal) {
        return customer.profile(personal, access.seen(customer));
    }
}
