package io.wealthcrm.shared.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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

    static boolean isVideo(String mediaType) {
        return mediaType.startsWith("video/");
    }

    static boolean isImage(String mediaType) {
        return mediaType.equals(JPEG) || mediaType.equals(PNG);
    }
}
