package io.wealthcrm.identity;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/** Sign-in of staff by name and password, throttled per account and per address. */
@ApplicationScoped
class SignIn {
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final Accounts accounts;
    private final Passwords passwords;
    private final Sessions sessions;
    private final MeterRegistry metrics;
    private final Throttle throttle;
    private final Lockouts lockouts;
    private final Throttle.Limit byAccount;
    private final Throttle.Limit byAddress;

    SignIn(
            Accounts accounts,
            Passwords passwords,
            Sessions sessions,
            Throttle throttle,
            Lockouts lockouts,
            IdentityConfig config,
            MeterRegistry metrics) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.sessions = sessions;
        this.throttle = throttle;
        this.lockouts = lockouts;
        this.metrics = metrics;
        this.byAccount = new Throttle.Limit("account", config.failuresPerAccount(), WINDOW);
        this.byAddress = new Throttle.Limit("address", config.failuresPerAddress(), WINDOW);
    }

    /** The same refusal whether the account is unknown, the password wrong or the person gone. */
    Uni<SignedIn> login(Login login, String address) {
        String username = login.username().toLowerCase(Locale.ROOT);
        return throttle.take(byAddress, address)
                .chain(() -> throttle.take(byAccount, username)
                        .onFailure(Problem.class)
                        .invoke(() -> lockouts.refused(username)))
                .chain(() -> accounts.credentials(username))
                .chain(found -> recognised(found, login.password()))
                .chain(userId -> sessions.open(userId, login.installationId()))
                .call(() -> welcome(username, address));
    }

    private Uni<UUID> recognised(Accounts.Credentials found, String password) {
        return passwords
                .matches(password, found == null ? null : found.passwordHash())
                .map(right -> right ? found.userId() : refuse());
    }

    /** Every try costs a token, so that many at once are throttled too; a right one gets it back. */
    private Uni<Void> welcome(String username, String address) {
        metrics.counter("wealth.sign.ins", "outcome", "success").increment();
        return throttle.giveBack(byAddress, address).chain(() -> throttle.giveBack(byAccount, username));
    }

    private UUID refuse() {
        metrics.counter("wealth.sign.ins", "outcome", "refused").increment();
        throw Problem.of(IdentityProblem.INVALID_CREDENTIALS);
    }
}
