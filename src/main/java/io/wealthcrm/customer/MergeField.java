package io.wealthcrm.customer;

/** What is chosen between two files that become one. */
public enum MergeField {
    NAME("name"),
    PHONE("phone"),
    GENDER("gender"),
    BIRTHDAY("birthday"),
    ID_NUMBER("idNumber"),
    OCCUPATION("occupation"),
    CITY("city"),
    HOMETOWN("hometown"),
    CHANNEL("channel"),
    ASSET_BAND("assetBand"),
    INTERESTS("interests"),
    EXTRA("extra"),
    /** Who serves the customer (服务顾问), with the unit. */
    ADVISOR("advisorId");

    private final String member;

    MergeField(String member) {
        this.member = member;
    }

    /** The member of a customer's profile. */
    public String member() {
        return member;
    }

    /** Whether both files' values may be put together. */
    public boolean adds() {
        return this == INTERESTS || this == EXTRA;
    }
}
