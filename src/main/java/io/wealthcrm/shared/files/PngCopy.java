package io.wealthcrm.shared.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * Copies a PNG chunk by chunk, checks every checksum, and keeps the pixels and what colours them. Texts, EXIF, times,
 * animation frames, private chunks and whatever follows the end are gone; the pixels are the same bit for bit.
 */
final class PngCopy implements CleaningCopy {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final Set<String> CRITICAL = Set.of("IHDR", "PLTE", "IDAT", "IEND");
    private static final Set<String> COLOUR =
            Set.of("tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "hIST", "pHYs", "iCCP");
    /** A larger side chunk is no honest one, and a colour profile inflates a thousandfold in the decoder. */
    private static final int LARGEST_SIDE_CHUNK = 64 * 1024;

    private final long maxPixels;
    private ByteSource in;
    private OutputStream out;

    PngCopy(long maxPixels) {
        this.maxPixels = maxPixels;
    }

    @Override
    public Copied copy(InputStream from, OutputStream to) throws IOException {
        in = new ByteSource(from);
        out = to;
        if (!Arrays.equals(in.take(SIGNATURE.length), SIGNATURE)) {
            throw CleaningCopy.corrupt("no PNG");
        }
        out.write(SIGNATURE);
        Copied header = header();
        boolean pixels = false;
        for (String type = chunk(); !type.equals("IEND"); type = chunk()) {
            pixels |= type.equals("IDAT");
        }
        if (!pixels) {
            throw CleaningCopy.corrupt("no picture");
        }
        return header;
    }

    private Copied header() throws IOException {
        if (in.u32() != 13) {
            throw CleaningCopy.corrupt("header");
        }
        byte[] typeAndData = in.take(17);
        if (!name(typeAndData).equals("IHDR")) {
            throw CleaningCopy.corrupt("header");
        }
        CRC32 sum = new CRC32();
        sum.update(typeAndData);
        int declared = (int) in.u32();
        if (declared != (int) sum.getValue()) {
            throw CleaningCopy.corrupt("checksum");
        }
        ByteBuffer data = ByteBuffer.wrap(typeAndData);
        int width = data.getInt(4);
        int height = data.getInt(8);
        CleaningCopy.checkPixels(width, height, maxPixels);
        out.write(bytes(13));
        out.write(typeAndData);
        out.write(bytes(declared));
        return Copied.image(width, height, 1);
    }

    /** Copies or drops one chunk and returns its type. */
    private String chunk() throws IOException {
        long length = in.u32();
        byte[] type = in.take(4);
        String name = name(type);
        if (name.equals("IHDR") || length > Integer.MAX_VALUE) {
            throw CleaningCopy.corrupt("chunk");
        }
        boolean kept = CRITICAL.contains(name) || COLOUR.contains(name) && length <= LARGEST_SIDE_CHUNK;
        if (!kept && Character.isUpperCase(name.charAt(0))) {
            throw CleaningCopy.corrupt("unknown critical chunk");
        }
        CheckedOutputStream copy = new CheckedOutputStream(kept ? out : OutputStream.nullOutputStream(), new CRC32());
        if (kept) {
            out.write(bytes((int) length));
        }
        copy.write(type);
        in.copy(length, copy);
        int declared = (int) in.u32();
        if (declared != (int) copy.getChecksum().getValue()) {
            throw CleaningCopy.corrupt("checksum");
        }
        if (kept) {
            out.write(bytes(declared));
        }
        return name;
    }

    private static String name(byte[] type) {
        return new String(type, 0, 4, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }
}
