package io.wealthcrm.notification;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * What a notification is known by outside: the same for every push and view of it, and telling nothing. The key in the
 * database has the occasion in it, which may be a day that is near a birthday.
 */
final class DedupeKey {
    private static final int BYTES = 16;

    private DedupeKey() {}

    /** 22 characters of base64's URL alphabet; the person's id in the key keeps it from being guessed. */
    static String hashed(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
