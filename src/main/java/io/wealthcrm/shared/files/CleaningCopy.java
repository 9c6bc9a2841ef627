package io.wealthcrm.shared.files;

import io.wealthcrm.shared.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Copies a file of one type from stream to stream, in constant memory, leaving out what does not belong to its picture. */
interface CleaningCopy {
    /**
     * Stops where the format says the file ends, so nothing appended to it survives.
     *
     * @throws Problem {@code FILE_CORRUPT}, {@code FILE_TYPE_REFUSED} or {@code IMAGE_TOO_MANY_PIXELS}
     * @throws EOFException when the file ends too early
     */
    Copied copy(InputStream in, OutputStream out) throws IOException;

    static CleaningCopy of(String mediaType, long maxPixels) {
        return switch (mediaType) {
            case MediaTypes.JPEG -> new JpegCopy(maxPixels);
            case MediaTypes.PNG -> new PngCopy(maxPixels);
            case MediaTypes.PDF -> new PdfCopy();
            case MediaTypes.CSV, MediaTypes.XLSX -> new TableCopy();
            default -> throw refused(mediaType);
        };
    }

    static Problem refused(String found) {
        return Problem.of(FileProblem.FILE_TYPE_REFUSED, Map.of("found", found));
    }

    static Problem corrupt(String detail) {
        return Problem.of(FileProblem.FILE_CORRUPT, detail);
    }

    /** Judges the dimensions in the header, before anything is decoded. */
    static void checkPixels(long width, long height, long maxPixels) {
        if (width <= 0 || height <= 0) {
            throw corrupt("no dimensions");
        }
        if (width > maxPixels || height > maxPixels || width * height > maxPixels) {
            throw Problem.of(
                    FileProblem.IMAGE_TOO_MANY_PIXELS, Map.of("width", width, "height", height, "max", maxPixels));
        }
    }
}
