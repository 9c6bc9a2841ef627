package io.wealthcrm.customer;

/** Customers made ready to be stored: what is personal is encrypted, what is searched is hashed. */
public final class SealedCustomers {
    private final String rows;

    SealedCustomers(String rows) {
        this.rows = rows;
    }

    /** As JSON, in the shape {@link Seeds} reads. */
    String rows() {
        return rows;
    }
}
