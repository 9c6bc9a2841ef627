package io.wealthcrm.customer;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A customer as a file brings one, not judged yet.
 *
 * @param id what the customer's id will be
 * @param phone as typed
 * @param gender and the other kinds by name, e.g. {@code FEMALE}, {@code BUSINESS_OWNER}, {@code REFERRAL}, {@code
 *     FROM_3M_TO_6M}; null where unknown
 * @param idNumber as typed, or null
 * @param extra values of extra fields by key, each of its field's kind
 */
public record CustomerDraft(
        UUID id,
        String name,
        String phone,
        String gender,
        LocalDate birthday,
        String idNumber,
        String occupation,
        String city,
        String hometown,
        String channel,
        String assetBand,
        List<String> interests,
        Map<String, Object> extra) {

    /** In the form a person's entry has, so that it is judged by the same rules. */
    NewCustomer entry() {
        return new NewCustomer(
                name,
                phone,
                choice(Gender.class, gender),
                birthday,
                idNumber,
                choice(Occupation.class, occupation),
                city,
                hometown,
                choice(Channel.class, channel),
                choice(AssetBand.class, assetBand),
                interests,
                extra,
                null,
                null);
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String name) {
        return name == null ? null : Enum.valueOf(type, name);
    }

    /** Without personal data: this may end in a log. */
    @Override
    public String toString() {
        return "CustomerDraft[" + id + "]";
    }
}
