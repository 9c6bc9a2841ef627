package io.wealthcrm.customer;

/**
 * How large a firm is laid.
 *
 * @param devices with a push token, of the advisors
 */
public record FirmSize(int customers, int advisors, int devices) {
    private static final int CUSTOMERS_OF_A_TEAM = 5_000;

    /** An advisor for each 333 customers, so that a large firm has more people and not busier ones; nobody has a device. */
    public static FirmSize of(int customers) {
        return new FirmSize(customers, ManyAdvisors.OF_A_TEAM * Math.max(1, customers / CUSTOMERS_OF_A_TEAM), 0);
    }
}
