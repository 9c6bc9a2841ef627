package io.wealthcrm.shared.files;

import io.wealthcrm.shared.Ids;
import java.util.UUID;

/**
 * A file that was checked, cleaned and stored.
 *
 * @param id names this upload; several uploads may share one content
 * @param sha256 hex, lower case, of the stored (cleaned) bytes
 * @param size of the stored bytes
 * @param mediaType as found in the content, not as declared
 * @param name to show and to save under; always ends as the media type wants
 * @param width pixels as displayed, null unless an image
 * @param height pixels as displayed, null unless an image
 * @param pages null unless a PDF whose page count could be read cheaply
 * @param thumbnail SHA-256 of a small JPEG, null where none was asked for
 */
public record StoredFile(
        UUID id,
        String sha256,
        long size,
        String mediaType,
        String name,
        Integer width,
        Integer height,
        Integer pages,
        String thumbnail) {

    /** Whether it came as a workbook of a spreadsheet, and not as separated values. */
    public boolean isWorkbook() {
        return mediaType.equals(MediaTypes.XLSX);
    }

    /** An upload that was looked at and stored, under an id of its own. @param name as the sender calls it, or null */
    public static StoredFile uploaded(Identified content, long size, String name) {
        return new StoredFile(
                Ids.next(),
                content.sha256(),
                size,
                content.mediaType(),
                FileNames.safe(name, content.mediaType()),
                null,
                null,
                null,
                null);
    }
}
