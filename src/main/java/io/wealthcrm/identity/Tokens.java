package io.wealthcrm.identity;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.wealthcrm.shared.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;

/** Makes access tokens (ES256) and random secrets of which only the hash is kept. */
@ApplicationScoped
class Tokens {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Secrets secrets;
    private final Duration life;

    Tokens(Secrets secrets, IdentityConfig config) {
        this.secrets = secrets;
        this.life = config.accessTokenLife();
    }

    /** Only who and which session: roles and scope are read from the database at every request. */
    String access(UUID userId, UUID sessionId) {
        return Jwt.issuer("wealth-crm")
                .subject(userId.toString())
                .claim("sid", sessionId.toString())
                .expiresIn(life)
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .sign(secrets.signingKey());
    }

    Duration life() {
        return life;
    }

    /** 256 random bits, URL-safe. */
    static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Six random digits. */
    static String digits() {
        return String.format("%06d", RANDOM.nextInt(1_000_000));
    }

    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
