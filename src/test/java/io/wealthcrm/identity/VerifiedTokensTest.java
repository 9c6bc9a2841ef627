package io.wealthcrm.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.build.Jwt;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
    private final KeyPair own = pair();
    private final JWTAuthContextInfo rules = rules(own);
    private final VerifiedTokens tokens = new VerifiedTokens();

    @Test
    void aTokenIsVerifiedOnce() throws ParseException {
        String token = token(own, "advisor", Duration.ofMinutes(5));
        JWTCallerPrincipal first = tokens.parse(token, rules);
        assertThat(first.getSubject()).isEqualTo("advisor");
        assertThat(tokens.parse(token, rules)).isSameAs(first);
        assertThat(tokens.parse(token(own, "other", Duration.ofMinutes(5)), rules)
                        .getSubject())
                .isEqualTo("other");
    }

    @Test
    void aForgedOneIsRefusedBesideAGoodOne() throws ParseException {
        String token = token(own, "advisor", Duration.ofMinutes(5));
        assertThat(tokens.parse(token, rules).getSubject()).isEqualTo("advisor");
        String forged = token(pair(), "advisor", Duration.ofMinutes(5));
        String spliced = token.substring(0, token.lastIndexOf('.')) + forged.substring(forged.lastIndexOf('.'));
        for (String bad : new String[] {forged, spliced, token + "A", ""}) {
            for (int time = 0; time < 2; time++) {
                assertThatThrownBy(() -> tokens.parse(bad, rules)).isInstanceOf(ParseException.class);
            }
        }
    }

    @Test
    void aVerifiedOneExpires() throws ParseException {
        String token = token(own, "advisor", Duration.ofSeconds(2));
        JWTCallerPrincipal principal = tokens.parse(token, rules);
        await().until(() -> Instant.now().getEpochSecond() > principal.getExpirationTime());
        assertThatThrownBy(() -> tokens.parse(token, rules)).isInstanceOf(ParseException.class);
    }

    private static JWTAuthContextInfo rules(KeyPair keys) {
        JWTAuthContextInfo rules = new JWTAuthContextInfo(keys.getPublic(), "wealth-crm");
        rules.setSignatureAlgorithm(Set.of(SignatureAlgorithm.ES256));
        rules.setClockSkew(0);
        return rules;
    }

    private static String token(KeyPair keys, String subject, Duration life) {
        return Jwt.issuer("wealth-crm")
                .subject(subject)
                .expiresIn(life)
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .sign(keys.getPrivate());
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
