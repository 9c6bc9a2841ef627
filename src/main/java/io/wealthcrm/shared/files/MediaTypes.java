package io.wealthcrm.shared.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;

/** The types that are known, and their recognition by content. */
final class MediaTypes {
    static final String JPEG = "image/jpeg";
    static final String PNG = "image/png";
    static final String PDF = "application/pdf";
    static final String MP4 = "video/mp4";
    static final String MOV = "video/quicktime";
    static final String WEBM = "video/webm";
    static final String CSV = "text/csv";
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private MediaTypes() {}

    /** By the bytes alone: no name and no declared type is shown to Tika, so neither can mislead it. */
    static String detect(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return MimeTypes.getDefaultMimeTypes()
                    .detect(in, new Metadata())
                    .getBaseType()
                    .toString();
        }
    }

    /**
     * Of a file that should be a table: a ZIP is taken for a workbook and all that is known as nothing else for text, since
     * text of a foreign encoding looks like anything. Whoever reads the table finds out.
     */
    static String detectTable(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            if (Arrays.equals(in.readNBytes(ZIP.length), ZIP)) {
                return XLSX;
            }
        }
        String found = detect(file);
        boolean binary = found.startsWith("image/") || found.startsWith("audio/") || isVideo(found);
        boolean text = !binary && (!found.startsWith("application/") || found.equals("application/octet-stream"));
        return text ? CSV : found;
    }

    static boolean isVideo(String mediaType) {
        return mediaType.startsWith("video/");
    }

    static boolean isImage(String mediaType) {
        return mediaType.equals(JPEG) || mediaType.equals(PNG);
    }
}
