package io.wealthcrm.shared;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts single columns that hold personal data (phone, ID number) and makes the blind indexes that find them again.
 * Safe for concurrent use; a call takes microseconds and may run on the event loop.
 */
@Singleton
public final class FieldCipher {
    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int INDEX_BYTES = 16;

    private final Secrets secrets;
    private final SecureRandom random = new SecureRandom();
    /** A customer's phone takes 45 indexes: looking the algorithm up anew would cost most of the time. */
    private final ThreadLocal<Mac> macs = ThreadLocal.withInitial(this::mac);

    @Inject
    FieldCipher(Secrets secrets) {
        this.secrets = secrets;
    }

    /**
     * AES-256-GCM: one version byte, 12 bytes of nonce, the ciphertext and its 16-byte tag. Two calls never give the same
     * bytes.
     *
     * @param context says what the value is, e.g. {@code customer.phone/<id>}; it is not stored, and only the same context
     *     decrypts, so that a ciphertext copied into another row or column is refused
     */
    public byte[] encrypt(String plaintext, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, context, plaintext.getBytes(UTF_8));
        return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                .put(VERSION)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /**
     * The plaintext of {@link #encrypt(String, String)}.
     *
     * @throws IllegalStateException when the bytes were changed, belong to another context or to another key
     */
    public String decrypt(byte[] encrypted, String context) {
        if (encrypted.length < 1 + NONCE_BYTES + TAG_BYTES || encrypted[0] != VERSION) {
            throw new IllegalStateException("Not an encrypted field of a known version");
        }
        byte[] nonce = Arrays.copyOfRange(encrypted, 1, 1 + NONCE_BYTES);
        byte[] sealed = Arrays.copyOfRange(encrypted, 1 + NONCE_BYTES, encrypted.length);
        return new String(cipher(Cipher.DECRYPT_MODE, nonce, context, sealed), UTF_8);
    }

    /**
     * 16 bytes that are equal for equal values and say nothing without the key. The caller normalises the value first.
     *
     * @param label what is indexed, e.g. {@code customer.phone}: equal values under different labels do not match
     */
    public byte[] blindIndex(String label, String value) {
        Mac mac = macs.get();
        byte[] domain = label.getBytes(UTF_8);
        // The length goes first, so that no label and value can be cut differently and collide.
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(domain.length).array());
        mac.update(domain);
        return Arrays.copyOf(mac.doFinal(value.getBytes(UTF_8)), INDEX_BYTES);
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secrets.indexKey());
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no HMAC-SHA256", e);
        }
    }

    private byte[] cipher(int mode, byte[] nonce, String context, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, secrets.dataKey(), new GCMParameterSpec(TAG_BYTES * 8, nonce));
            cipher.updateAAD(context.getBytes(UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The field cannot be decrypted: changed, of another context, or of another key", e);
        }
    }
}
