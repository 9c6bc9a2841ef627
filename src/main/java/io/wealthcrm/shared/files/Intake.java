package io.wealthcrm.shared.files;

import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Map;

/** The blocking half of an upload: everything between the file as it came and the clean file ready to be stored. */
@ApplicationScoped
class Intake {
    /** Decoding this small proves that an image opens; what is decoded is thrown away. */
    private static final int PROOF_EDGE = 64;

    private final FilesConfig config;
    private final TempFiles temp;
    private final VirusScanner scanner;

    /** A temporary file and its name-to-be. */
    record Hashed(Path bytes, String sha256) {}

    /** What is to be stored: the file, its clean bytes, and its thumbnail's bytes or null. */
    record Cleaned(StoredFile file, Path bytes, Path thumbnail) {}

    Intake(FilesConfig config, TempFiles temp, VirusScanner scanner) {
        this.config = config;
        this.temp = temp;
        this.scanner = scanner;
    }

    Cleaned take(Path upload, String name, UploadRule rule) throws IOException {
        checkSize(upload, rule);
        String mediaType = rule.detect(upload);
        if (!rule.mediaTypes().contains(mediaType)) {
            throw CleaningCopy.refused(mediaType);
        }
        scanner.scan(upload);
        Path clean = temp.next();
        try {
            return clean(upload, clean, FileNames.safe(name, mediaType), mediaType, rule);
        } catch (EOFException early) {
            Files.deleteIfExists(clean);
            throw CleaningCopy.corrupt("the file ends too early");
        } catch (IOException | RuntimeException failed) {
            Files.deleteIfExists(clean);
            throw failed;
        }
    }

    private void checkSize(Path upload, UploadRule rule) throws IOException {
        long limit = config.maxSizes()
                .getOrDefault(rule.settingKey(), config.maxSize())
                .asLongValue();
        if (Files.size(upload) > limit) {
            throw Problem.of(FileProblem.FILE_TOO_LARGE, Map.of("max", limit));
        }
    }

    private Cleaned clean(Path upload, Path clean, String name, String mediaType, UploadRule rule) throws IOException {
        MessageDigest digest = Sha256.digest();
        Copied copied;
        try (InputStream in = Files.newInputStream(upload);
                OutputStream file = Files.newOutputStream(clean, StandardOpenOption.CREATE_NEW);
                OutputStream out = new BufferedOutputStream(new DigestOutputStream(file, digest), 1 << 16)) {
            copied = CleaningCopy.of(mediaType, config.maxPixels()).copy(in, out);
        }
        Hashed small = MediaTypes.isImage(mediaType) ? proof(clean, mediaType, copied, rule) : null;
        StoredFile stored = new StoredFile(
                Ids.next(),
                Sha256.hex(digest),
                Files.size(clean),
                mediaType,
                name,
                copied.shownWidth(),
                copied.shownHeight(),
                copied.pages(),
                small == null ? null : small.sha256());
        return new Cleaned(stored, clean, small == null ? null : small.bytes());
    }

    /** Decodes the image, so that a contract photo that does not open is found while the contract is still on the desk. */
    private Hashed proof(Path clean, String mediaType, Copied copied, UploadRule rule) throws IOException {
        int edge = rule.thumbnail() ? config.thumbnailEdge() : PROOF_EDGE;
        BufferedImage image = Picture.decode(clean, mediaType, edge);
        return rule.thumbnail() ? thumbnail(image, copied.orientation(), edge) : null;
    }

    private Hashed thumbnail(BufferedImage image, int orientation, int edge) throws IOException {
        Path file = temp.next();
        Picture.writeJpeg(Picture.upright(image, orientation, edge), file);
        return new Hashed(file, Sha256.of(file));
    }

    /** A thumbnail of a clean file that was fetched from the store. */
    Hashed shrink(Path clean, int edge) throws IOException {
        String mediaType = MediaTypes.detect(clean);
        if (!MediaTypes.isImage(mediaType)) {
            throw CleaningCopy.refused(mediaType);
        }
        try (InputStream in = Files.newInputStream(clean)) {
            Copied known = CleaningCopy.of(mediaType, config.maxPixels()).copy(in, OutputStream.nullOutputStream());
            return thumbnail(Picture.decode(clean, mediaType, edge), known.orientation(), edge);
        }
    }

    Path fresh() {
        return temp.next();
    }

    Void discard(Cleaned cleaned) throws IOException {
        discard(cleaned.bytes());
        return cleaned.thumbnail() == null ? null : discard(cleaned.thumbnail());
    }

    Void discard(Path file) throws IOException {
        Files.deleteIfExists(file);
        return null;
    }
}
