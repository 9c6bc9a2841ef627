package io.wealthcrm.identity;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;

/** bcrypt, always on a worker thread: one check takes a quarter of a second of processor time. */
@ApplicationScoped
class Passwords {
    /** Checked when there is no such account, so that its absence does not show in the time an answer takes. */
    private static final String NOBODY = "$2a$12$C6UzMDM.H6dfI/f/IKcEeO7ZbZ9Y8Xn5GgCq4Q8lqkGl3qF0ZrI6u";

    private final Vertx vertx;
    private final int cost;

    Passwords(Vertx vertx, IdentityConfig config) {
        this.vertx = vertx;
        this.cost = config.bcryptCost();
    }

    /** Whether the password fits; a null hash never does. Longer than bcrypt's 72 bytes never does either. */
    Uni<Boolean> matches(String password, String hash) {
        byte[] bytes = password.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        String against = hash == null ? NOBODY : hash;
        return vertx.executeBlocking(
                () -> bytes.length <= 72
                        && BCrypt.verifyer()
                                .verify(bytes, against.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                                .verified
                        && hash != null,
                false);
    }

    Uni<String> hash(String password) {
        return vertx.executeBlocking(() -> BCrypt.withDefaults().hashToString(cost, password.toCharArray()), false);
    }
}
