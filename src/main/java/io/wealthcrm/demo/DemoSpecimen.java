package io.wealthcrm.demo;

import io.wealthcrm.shared.WealthConfig;
import io.wealthcrm.shared.files.FileStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The one paper that stands for every contract, certificate and brochure of the demo firm. */
@ApplicationScoped
class DemoSpecimen {
    private final FileStore store;
    private final Path dataDir;

    DemoSpecimen(FileStore store, WealthConfig config) {
        this.store = store;
        this.dataDir = config.dataDir();
    }

    /** What its rows say: the hash in hex, the size in bytes. */
    record Stored(String sha256, long size) {}

    /** Puts the bytes into the file store; call it off the event loop. */
    Stored store() throws IOException {
        byte[] bytes = read();
        String sha256 = sha256(bytes);
        Path copy = Files.createTempFile(dataDir, "specimen", ".pdf");
        try {
            Files.write(copy, bytes);
            store.put(sha256, copy).subscribeAsCompletionStage().join();
        } finally {
            Files.deleteIfExists(copy);
        }
        return new Stored(sha256, bytes.length);
    }

    private static byte[] read() throws IOException {
        try (InputStream paper = DemoSpecimen.class.getResourceAsStream("/demo/specimen.pdf")) {
            return paper.readAllBytes();
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
