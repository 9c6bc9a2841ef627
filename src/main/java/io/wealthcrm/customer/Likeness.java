package io.wealthcrm.customer;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Says that a customer is on file already, in the whole firm, and never whose, which or how many. */
@ApplicationScoped
class Likeness {
    private static final int LAST_DIGITS = 4;

    /** Alike are those whose name sounds the same, with the same birthday or the same last digits of the phone. */
    private static final String MET =
            """
            select exists (select from customer_other_phones where phone_index = ?1),
                   not cast(?6 as boolean)
                   and (exists (select from customers c
                                 where name_sound(c.name_key, c.name) = name_sound(?2, ?3) and c.birthday = cast(?4 as date))
                        or exists (select from (select phone_tokens from customers c
                                                 where name_sound(c.name_key, c.name) = name_sound(?2, ?3) limit 500) c
                                    where ?5 = any (c.phone_tokens)))""";

    private static final String OTHERS =
            "select id from customer_other_phones where phone_index = ?1 and customer_id <> ?2";

    private final PersonalData personal;

    Likeness(PersonalData personal) {
        this.personal = personal;
    }

    record Met(boolean phone, boolean alike) {}

    /** One round trip. @throws Problem DUPLICATE_CUSTOMER, POSSIBLE_DUPLICATE unless the profile says that nobody on file is meant */
    Uni<Void> requireNew(NewCustomer profile) {
        return Db.select(
                        Met.class,
                        MET,
                        personal.phoneIndex(profile.phone()),
                        SearchText.key(profile.name()),
                        profile.name(),
                        profile.birthday(),
                        personal.phoneToken(lastDigits(profile.phone())),
                        Boolean.TRUE.equals(profile.confirmNew()))
                .invoke(rows -> require(rows.get(0)))
                .replaceWithVoid();
    }

    private static void require(Met met) {
        if (met.phone()) {
            throw Problem.of(CustomerProblem.DUPLICATE_CUSTOMER);
        }
        if (met.alike()) {
            throw Problem.of(CustomerProblem.POSSIBLE_DUPLICATE);
        }
    }

    /** Of an edited customer: no other's earlier phone. What the session holds is written first. @throws Problem DUPLICATE_CUSTOMER */
    Uni<Void> requireOwn(Customer customer) {
        return Db.flush()
                .chain(() -> Db.select(Object.class, OTHERS, customer.phoneIndex, customer.id))
                .invoke(Likeness::requireNone)
                .replaceWithVoid();
    }

    private static void requireNone(List<Object> others) {
        if (!others.isEmpty()) {
            throw Problem.of(CustomerProblem.DUPLICATE_CUSTOMER);
        }
    }

    private static String lastDigits(String phone) {
        String digits = PhoneTokens.digits(phone);
        return digits.substring(Math.max(0, digits.length() - LAST_DIGITS));
    }
}
