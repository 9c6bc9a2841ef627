package io.wealthcrm.upload;

import io.wealthcrm.shared.Problem;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** {@code Upload-Checksum}: the digest of one request's bytes. */
final class Checksum {
    static final String ALGORITHMS = "sha1,sha256";

    private static final Map<String, String> JAVA_NAMES = Map.of("sha1", "SHA-1", "sha256", "SHA-256");

    private final MessageDigest digest;
    private final byte[] expected;

    private Checksum(MessageDigest digest, byte[] expected) {
        this.digest = digest;
        this.expected = expected;
    }

    /** @param header {@code <algorithm> <base64>}, or null for none @throws Problem UPLOAD_CHECKSUM_UNSUPPORTED */
    static Checksum of(String header) {
        if (header == null) {
            return null;
        }
        String[] words = header.strip().split(" ", 2);
        String name = JAVA_NAMES.get(words[0]);
        if (name == null) {
            throw Problem.of(UploadProblem.UPLOAD_CHECKSUM_UNSUPPORTED, Map.of("supported", ALGORITHMS));
        }
        try {
            return new Checksum(
                    MessageDigest.getInstance(name),
                    Base64.getDecoder().decode(words.length == 2 ? words[1].strip() : ""));
        } catch (IllegalArgumentException | NoSuchAlgorithmException malformed) {
            throw TusRequest.invalid("Upload-Checksum");
        }
    }

    void add(ByteBuffer piece) {
        digest.update(piece.duplicate());
    }

    boolean holds() {
        return MessageDigest.isEqual(digest.digest(), expected);
    }
}
