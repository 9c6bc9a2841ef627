package io.wealthcrm.shared;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The service's keys: given by {@link KeysConfig}, else generated on the first start below {@code <data-dir>/keys} (directory
 * 0700, files 0600). Whoever loses them loses the encrypted columns, so they belong in the backup, apart from the database.
 */
@Singleton
public final class Secrets {
    private static final int KEY_BYTES = 32;
    private static final String SIGNATURE = "SHA256withECDSA";

    private final KeyPair signing;
    private final SecretKey data;
    private final SecretKey index;

    @Inject
    Secrets(WealthConfig config, KeysConfig keys) {
        this(config.dataDir(), keys);
    }

    private Secrets(Path dataDir, KeysConfig config) {
        Path keys = directory(dataDir);
        signing = SigningKeys.open(keys, config);
        data = secret(config.data(), "wealth.keys.data", keys.resolve("data.key"), "AES");
        index = secret(config.index(), "wealth.keys.index", keys.resolve("index.key"), "HmacSHA256");
    }

    /** For the start-up, which needs the keys before there are beans. */
    public static Secrets open(Path dataDir, KeysConfig config) {
        return new Secrets(dataDir, config);
    }

    /** Where generated keys and passwords are kept. */
    public static Path directory(Path dataDir) {
        return dataDir.resolve("keys");
    }

    /** Signs access tokens; EC P-256, for ES256. */
    public PrivateKey signingKey() {
        return signing.getPrivate();
    }

    /** Verifies access tokens; may be published. */
    public PublicKey verificationKey() {
        return signing.getPublic();
    }

    /** {@link #verificationKey()} as X.509 PEM text. */
    public String verificationPem() {
        return SigningKeys.pem(signing.getPublic());
    }

    /** The service's signature of a content: ECDSA on P-256 with SHA-256, in DER, as {@code openssl dgst} checks it. */
    public byte[] sign(byte[] content) {
        try {
            Signature signer = Signature.getInstance(SIGNATURE);
            signer.initSign(signing.getPrivate());
            signer.update(content);
            return signer.sign();
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException(unusable);
        }
    }

    /** Whether a signature is what {@link #sign} has made of this content. */
    public boolean hasSigned(byte[] content, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(SIGNATURE);
            verifier.initVerify(signing.getPublic());
            verifier.update(content);
            return verifier.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    /** AES-256 key of encrypted columns; use it through {@link FieldCipher}. */
    public SecretKey dataKey() {
        return data;
    }

    /** HMAC-SHA256 key of blind indexes; use it through {@link FieldCipher}. */
    public SecretKey indexKey() {
        return index;
    }

    /** A random password or key as text: 32 bytes from the system's generator, base64url without padding. */
    public static String random() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes());
    }

    private static byte[] randomBytes() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static SecretKey secret(Optional<String> given, String name, Path file, String algorithm) {
        String text = given.orElseGet(() -> new String(
                PrivateFiles.readOrCreate(file, () -> Base64.getEncoder().encode(randomBytes())), US_ASCII));
        byte[] key = decode(text.strip(), given.isPresent() ? name : file.toString());
        return new SecretKeySpec(key, algorithm);
    }

    private static byte[] decode(String text, String source) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            // Without the cause, whose message quotes a character of the key.
            throw new IllegalStateException(source + " is not base64");
        }
        if (key.length != KEY_BYTES) {
            throw new IllegalStateException(source + " must hold " + KEY_BYTES + " bytes in base64");
        }
        return key;
    }
}
