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

    /** One round trip, or none. @throws Problem POSSIBLE_DUPLICATE unless the profile says that nobody on file is meant */
    Uni<Void> requireNew(NewCustomer profile) {
        if (Boolean.TRUE.equals(profile.confirmNew())) {
            return Uni.createFrom().voidItem();
        }
        return Db.select(
                        Boolean.class,
                        MET,
                        SearchText.key(profile.name()),
                        profile.name(),
                        profile.birthday(),
                        personal.phoneToken(lastDigits(profile.phone())))
                .invoke(met -> {
                    if (met.get(0)) {
                        throw Problem.of(CustomerProblem.POSSIBLE_DUPLICATE);
                    }
                })
                .replaceWithVoid();
    }

    private static String lastDigits(String phone) {
        String digits = PhoneTokens.digits(phone);
        return digits.substring(Math.max(0, digits.length() - LAST_DIGITS));
    }
}
