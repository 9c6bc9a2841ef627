package io.wealthcrm.customer;

import java.util.List;

/**
 * What a customer has consented to, as of today (隐私设置).
 *
 * @param marketing whether the firm may promote anything to the customer at all
 * @param ways by which it may; empty without {@code marketing}
 * @param version how many entries the ledger has; for {@code If-Match}
 */
record PrivacyChoices(
        boolean marketing,
        List<Way> ways,
        boolean personalData,
        boolean sensitiveData,
        boolean thirdParty,
        long version) {

    /** How the firm reaches a customer. */
    enum Way {
        CALL(Consent.Purpose.MARKETING_CALL),
        SMS(Consent.Purpose.MARKETING_SMS),
        PUSH(Consent.Purpose.MARKETING_PUSH);

        private final Consent.Purpose purpose;

        Way(Consent.Purpose purpose) {
            this.purpose = purpose;
        }

        Consent.Purpose purpose() {
            return purpose;
        }
    }

    static PrivacyChoices of(List<String> granted, List<String> refused, long entries) {
        boolean marketing = granted.contains(Consent.Purpose.MARKETING.name());
        return new PrivacyChoices(
                marketing,
                List.of(Way.values()).stream()
                        .filter(way -> marketing && !refused.contains(way.purpose.name()))
                        .toList(),
                granted.contains(Consent.Purpose.PERSONAL_DATA.name()),
                granted.contains(Consent.Purpose.SENSITIVE_DATA.name()),
                granted.contains(Consent.Purpose.THIRD_PARTY.name()),
                entries);
    }
}
