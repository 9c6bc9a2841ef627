package io.wealthcrm.customer;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;

/** Says that somebody much alike is on file, in the whole firm, and never whose, which or how many. */
@ApplicationScoped
class Likeness {
    private static final int LAST_DIGITS = 4;

    private static final String MET = "select customer_met(?1, ?2, cast(?3 as date), ?4)";

    private final PersonalData personal;

    Likeness(PersonalData personal) {
        this.personal = personal;
    }

    /** One round trip, or none where the profile says that nobody on file is meant. To be asked before it is on file itself. */
    Uni<Boolean> met(NewCustomer profile) {
        if (Boolean.TRUE.equals(profile.confirmNew())) {
            return Uni.createFrom().item(false);
        }
        return Db.select(
                        Boolean.class,
                        MET,
                        SearchText.key(profile.name()),
                        profile.name(),
                        profile.birthday(),
                        personal.phoneToken(lastDigits(profile.phone())))
                .map(met -> met.get(0));
    }

    /** @throws Problem POSSIBLE_DUPLICATE */
    static void requireNone(boolean met) {
        if (met) {
            throw Problem.of(CustomerProblem.POSSIBLE_DUPLICATE);
        }
    }

    private static String lastDigits(String phone) {
        String digits = PhoneTokens.digits(phone);
        return digits.substring(Math.max(0, digits.length() - LAST_DIGITS));
    }
}
