package io.wealthcrm.shared.files;

import io.wealthcrm.shared.Problem;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What a file is by its content.
 *
 * @param sha256 hex, lower case
 */
public record Identified(String sha256, String mediaType) {

    /** @throws Problem FILE_TYPE_REFUSED, FILE_CORRUPT; see {@link Video#inspect}, which blocks as well */
    public static Identified video(Path file) throws IOException {
        Video video = Video.inspect(file);
        return new Identified(video.sha256(), video.mediaType());
    }

    /** CSV or XLSX, as far as the first bytes tell. Blocks. @throws Problem FILE_TYPE_REFUSED */
    public static Identified table(Path file) throws IOException {
        String mediaType = MediaTypes.detectTable(file);
        if (!mediaType.equals(MediaTypes.CSV) && !mediaType.equals(MediaTypes.XLSX)) {
            throw CleaningCopy.refused(mediaType);
        }
        return new Identified(Sha256.of(file), mediaType);
    }
}
