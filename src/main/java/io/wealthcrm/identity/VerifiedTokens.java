package io.wealthcrm.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * Remembers for a minute that the signature of an access token is good: finding that out each time was a third of the service's
 * work under the tests. Nothing is let in by it that would not be without: when a token expires, and whether its session still is, is asked
 * each time. Looked up by hashes, so that how long a comparison takes tells nothing of a token; gone after the minute, also when
 * nobody asks.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class VerifiedTokens extends JWTCallerPrincipalFactory {
    private static final long MOST = 20_000;
    private static final Duration LIFE = Duration.ofMinutes(1);

    private final JWTCallerPrincipalFactory verifying = new DefaultJWTCallerPrincipalFactory();
    private final Cache<String, JWTCallerPrincipal> verified = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(LIFE)
            .scheduler(Scheduler.systemScheduler())
            .build();

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo rules) throws ParseException {
        String hash = Base64.getEncoder().encodeToString(Tokens.hash(token));
        JWTCallerPrincipal known = verified.getIfPresent(hash);
        if (known != null && Instant.now().getEpochSecond() < known.getExpirationTime()) {
            return known;
        }
        JWTCallerPrincipal principal = verifying.parse(token, rules);
        verified.put(hash, principal);
        return principal;
    }
}
