package io.wealthcrm.shared.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * What a feature accepts for one purpose.
 *
 * @param purpose the feature's word, kept in the row and used to look up the size limit, e.g. {@code CONTRACT_PHOTO}
 * @param mediaTypes of {@code image/jpeg}, {@code image/png}, {@code application/pdf}; or those of tables, which are kept as
 *     they are and judged by who reads them
 * @param thumbnail whether images get a thumbnail
 */
public record UploadRule(String purpose, Set<String> mediaTypes, boolean thumbnail) {
    public UploadRule {
        if (!purpose.matches("[A-Z][A-Z0-9_]{0,39}")) {
            throw new IllegalArgumentException("purpose " + purpose);
        }
        mediaTypes = Set.copyOf(mediaTypes);
    }

    /** JPEG and PNG. */
    public static UploadRule photo(String purpose) {
        return new UploadRule(purpose, Set.of(MediaTypes.JPEG, MediaTypes.PNG), false);
    }

    /** JPEG, PNG and PDF. */
    public static UploadRule document(String purpose) {
        return new UploadRule(purpose, Set.of(MediaTypes.JPEG, MediaTypes.PNG, MediaTypes.PDF), false);
    }

    /** CSV and XLSX. */
    public static UploadRule table(String purpose) {
        return new UploadRule(purpose, Set.of(MediaTypes.CSV, MediaTypes.XLSX), false);
    }

    /** What the file is, by its content. */
    String detect(Path file) throws IOException {
        return mediaTypes.contains(MediaTypes.CSV) ? MediaTypes.detectTable(file) : MediaTypes.detect(file);
    }

    /** The same with a thumbnail for images. */
    public UploadRule withThumbnail() {
        return new UploadRule(purpose, mediaTypes, true);
    }

    /** The key of {@link FilesConfig#maxSizes()}. */
    String settingKey() {
        return purpose.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
