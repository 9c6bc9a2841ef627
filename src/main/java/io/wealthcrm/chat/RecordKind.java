package io.wealthcrm.chat;

/** What a conversation is for those who keep records: its kind, and whether anybody of the customers is or was in it. */
enum RecordKind {
    CUSTOMER_DIRECT(true),
    CUSTOMER_GROUP(true),
    CUSTOMER_CHANNEL(true),
    ORDER(true),
    CONSULTATION(true),
    /** Among staff alone, as are the next two. */
    DIRECT(false),
    GROUP(false),
    CHANNEL(false);

    /** 《证券期货投资者适当性管理办法》第三十二条. */
    private static final int LAWFUL_MONTHS = 20 * 12;

    private final boolean ofCustomers;

    RecordKind(boolean ofCustomers) {
        this.ofCustomers = ofCustomers;
    }

    /** How long it must be kept at least. */
    int leastMonths() {
        return ofCustomers ? LAWFUL_MONTHS : 1;
    }
}
