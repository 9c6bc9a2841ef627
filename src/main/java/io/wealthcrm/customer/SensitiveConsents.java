package io.wealthcrm.customer;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Whether a customer has consented separately to the processing of sensitive personal information (敏感个人信息单独同意, PIPL art. 29).
 * What the firm marks as sensitive is never written without; an ID number, which orders need, as
 * {@link CustomerConfig#idNumberConsent} says.
 */
@ApplicationScoped
class SensitiveConsents {
    /** What is done about an ID number without it. */
    enum Rule {
        ENFORCE,
        WARN
    }

    private static final String HOLDS =
            """
            select granted and (valid_until < ?2) is not true from customer_consents_now
             where customer_id = ?1 and purpose = 'SENSITIVE_DATA'""";

    private final Clock clock;
    private final WealthConfig firm;
    private final CustomerConfig config;

    SensitiveConsents(Clock clock, WealthConfig firm, CustomerConfig config) {
        this.clock = clock;
        this.firm = firm;
        this.config = config;
    }

    /** One round trip. Joins the caller's session. @throws Problem SENSITIVE_CONSENT_MISSING */
    Uni<Void> require(UUID customer) {
        return holds(customer)
                .invoke(holds -> {
                    if (!holds) {
                        throw Problem.of(CustomerProblem.SENSITIVE_CONSENT_MISSING);
                    }
                })
                .replaceWithVoid();
    }

    /** Whether an ID number is written only with one. */
    boolean idNumberWantsOne() {
        return config.idNumberConsent() == Rule.ENFORCE;
    }

    /** Marks a customer whose ID number was just written without it. @throws Problem SENSITIVE_CONSENT_MISSING where enforced */
    Uni<Void> judgeIdNumber(Customer customer) {
        return idNumberWantsOne()
                ? require(customer.id)
                : holds(customer.id)
                        .invoke(holds -> customer.sensitiveConsentMissing = holds ? null : true)
                        .replaceWithVoid();
    }

    private Uni<Boolean> holds(UUID customer) {
        LocalDate today = LocalDate.now(clock.withZone(firm.zone()));
        return Db.select(Boolean.class, HOLDS, customer, today).map(newest -> !newest.isEmpty() && newest.get(0));
    }
}
