package io.wealthcrm.shared.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Copies a JPEG segment by segment and keeps only what its picture is made of: tables, frame, scans, colour profile and
 * orientation. EXIF with its location, XMP, IPTC, maker notes, previews, comments and whatever follows the end are gone.
 *
 * <p>Why not decode and encode again: a photographed contract is evidence, and its small print should stay as the camera
 * took it, bit for bit, with its colour profile. The copy needs 64 KB whatever the photo's size, and takes a tenth of the
 * time. What re-encoding would add is had otherwise: hidden payloads find no place (segments are allowed by name, the
 * tail is cut), and the caller proves that the picture decodes at a reduced size. The orientation is kept as an EXIF
 * segment with that single tag, which every browser and phone honours.
 */
final class JpegCopy implements CleaningCopy {
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    /** Cameras write about ten; thousands of scans over a large frame are a way to burn time. */
    private static final int MOST_SCANS = 40;

    private final long maxPixels;
    private ByteSource in;
    private OutputStream out;
    private int width;
    private int height;
    private int scans;
    private int orientation;

    JpegCopy(long maxPixels) {
        this.maxPixels = maxPixels;
    }

    @Override
    public Copied copy(InputStream from, OutputStream to) throws IOException {
        in = new ByteSource(from);
        out = to;
        if (in.u8() != 0xff || in.u8() != SOI) {
            throw CleaningCopy.corrupt("no JPEG");
        }
        marker(SOI);
        for (int code = nextMarker(); code != EOI; ) {
            code = code == SOS ? scan() : segment(code);
        }
        if (scans == 0) {
            throw CleaningCopy.corrupt("no picture");
        }
        marker(EOI);
        return Copied.image(width, height, orientation == 0 ? 1 : orientation);
    }

    private void marker(int code) throws IOException {
        out.write(0xff);
        out.write(code);
    }

    private int nextMarker() throws IOException {
        if (in.u8() != 0xff) {
            throw CleaningCopy.corrupt("no marker where one belongs");
        }
        int code = in.u8();
        while (code == 0xff) {
            code = in.u8();
        }
        return code;
    }

    private int segment(int code) throws IOException {
        int length = in.u16() - 2;
        if (length < 0) {
            throw CleaningCopy.corrupt("segment without length");
        }
        byte[] payload = in.take(length);
        if (isExif(code, payload)) {
            orientation = ExifOrientation.read(payload);
            if (orientation > 1) {
                out.write(ExifOrientation.segment(orientation));
            }
        } else if (belongs(code, payload)) {
            write(code, payload);
        }
        return nextMarker();
    }

    private boolean isExif(int code, byte[] payload) {
        return code == 0xe1 && orientation == 0 && ExifOrientation.isExif(payload);
    }

    private boolean belongs(int code, byte[] payload) {
        return switch (code) {
            case 0xc0, 0xc1, 0xc2 -> frame(payload);
            case 0xc4, 0xdb, 0xdd -> true;
            case 0xe0 -> startsWith(payload, "JFIF\0") && payload.length == 14;
            case 0xe2 -> startsWith(payload, "ICC_PROFILE\0");
            case 0xee -> startsWith(payload, "Adobe") && payload.length == 12;
            case 0xe1, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xea, 0xeb, 0xec, 0xed, 0xef, 0xfe -> false;
            case 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcc, 0xcd, 0xce, 0xcf ->
                throw CleaningCopy.refused("image/jpeg; coding=" + Integer.toHexString(code));
            default -> throw CleaningCopy.corrupt("unknown segment");
        };
    }

    /** Precision, height, width, components. More than three components is CMYK: a print shop's file, not a photo. */
    private boolean frame(byte[] payload) {
        if (payload.length < 6 || width != 0) {
            throw CleaningCopy.corrupt("frame");
        }
        height = (payload[1] & 0xff) << 8 | payload[2] & 0xff;
        width = (payload[3] & 0xff) << 8 | payload[4] & 0xff;
        if (payload[0] != 8 || payload[5] != 1 && payload[5] != 3) {
            throw CleaningCopy.refused("image/jpeg; components=" + payload[5]);
        }
        CleaningCopy.checkPixels(width, height, maxPixels);
        return true;
    }

    private void write(int code, byte[] payload) throws IOException {
        marker(code);
        out.write(payload.length + 2 >> 8);
        out.write(payload.length + 2);
        out.write(payload);
    }

    /** Copies a scan with its entropy-coded data and returns the marker that ended it. */
    private int scan() throws IOException {
        if (width == 0 || ++scans > MOST_SCANS) {
            throw CleaningCopy.corrupt("scan");
        }
        int length = in.u16() - 2;
        if (length < 6) {
            throw CleaningCopy.corrupt("scan header");
        }
        write(SOS, in.take(length));
        while (true) {
            in.copyUpToFf(out);
            int code = in.u8();
            while (code == 0xff) {
                code = in.u8();
            }
            boolean data = code == 0 || code >= 0xd0 && code <= 0xd7;
            if (!data) {
                return code;
            }
            marker(code);
        }
    }

    private static boolean startsWith(byte[] payload, String text) {
        byte[] start = text.getBytes(StandardCharsets.ISO_8859_1);
        return payload.length >= start.length && Arrays.equals(payload, 0, start.length, start, 0, start.length);
    }
}
