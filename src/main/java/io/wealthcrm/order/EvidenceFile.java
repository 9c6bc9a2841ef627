package io.wealthcrm.order;

import io.wealthcrm.shared.files.Zipped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** One file of an evidence pack, with what the manifest says of it. */
record EvidenceFile(Zipped content, long size, String sha256) {
    private static final Map<String, String> ENDINGS = Map.of(
            "image/jpeg", "jpg",
            "image/png", "png",
            "application/pdf", "pdf",
            "video/mp4", "mp4",
            "video/quicktime", "mov",
            "video/webm", "webm");

    /** A stored file the order rests on, as the database tells of it. */
    record Stored(String directory, UUID id, String sha256, long size, String mediaType) {
        EvidenceFile file() {
            String name = directory.toLowerCase(Locale.ROOT).replace('_', '-') + "/" + id + "."
                    + ENDINGS.getOrDefault(mediaType, "bin");
            return new EvidenceFile(Zipped.stored(name, sha256), size, sha256);
        }
    }

    static EvidenceFile of(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new EvidenceFile(Zipped.of(name, bytes), bytes.length, sha256(bytes));
    }

    String name() {
        return content.name();
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
