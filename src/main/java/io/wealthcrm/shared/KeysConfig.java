package io.wealthcrm.shared;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/**
 * Keys given from outside, {@code wealth.keys.*} (environment {@code WEALTH_KEYS_…}). What is not given is generated on the
 * first start below {@code <data-dir>/keys}. Several nodes on one database must be given the same keys.
 */
@ConfigMapping(prefix = "wealth.keys")
public interface KeysConfig {
    /** Private EC P-256 key that signs access tokens: PKCS#8 PEM text, or the path of a PEM file. */
    Optional<String> signingPrivate();

    /** Its public key: X.509 PEM text, or the path of a PEM file. Required with {@link #signingPrivate()}. */
    Optional<String> signingPublic();

    /** AES-256 key of encrypted columns: 32 bytes, base64. */
    Optional<String> data();

    /** HMAC-SHA256 key of blind indexes: 32 bytes, base64. */
    Optional<String> index();
}
