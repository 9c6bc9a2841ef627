package io.wealthcrm.shared.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A ZIP that is made while it is read, a piece at a time, in constant memory. Blocking: used by one worker at a time. */
final class ZipPieces {
    private static final int PIECE = 128 * 1024;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(2 * PIECE);
    private final ZipOutputStream zip = new ZipOutputStream(out);
    private final byte[] buffer = new byte[PIECE];

    /** Some bytes of the ZIP, perhaps none, and whether the entry goes on. */
    record Piece(ByteBuffer bytes, boolean more) {}

    /** @param packed whether deflating is worth its time; pictures and films are packed already */
    void begin(String name, boolean packed) throws IOException {
        zip.setLevel(packed ? Deflater.DEFAULT_COMPRESSION : Deflater.NO_COMPRESSION);
        zip.putNextEntry(new ZipEntry(name));
    }

    Piece next(InputStream content) throws IOException {
        int length = content.read(buffer);
        if (length < 0) {
            zip.closeEntry();
            return piece(false);
        }
        zip.write(buffer, 0, length);
        return piece(true);
    }

    Piece end() throws IOException {
        zip.finish();
        return piece(false);
    }

    private Piece piece(boolean more) {
        ByteBuffer bytes = ByteBuffer.wrap(out.toByteArray());
        out.reset();
        return new Piece(bytes, more);
    }
}
