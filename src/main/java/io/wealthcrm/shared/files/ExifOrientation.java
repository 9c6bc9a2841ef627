package io.wealthcrm.shared.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The one EXIF tag that belongs to the picture: how it is to be turned for display. */
final class ExifOrientation {
    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final int TIFF = 6;

    private ExifOrientation() {}

    static boolean isExif(byte[] payload) {
        return payload.length > TIFF + 8
                && payload[0] == 'E'
                && payload[1] == 'x'
                && payload[2] == 'i'
                && payload[3] == 'f'
                && payload[4] == 0;
    }

    /** Orientation 1 to 8 from an APP1 payload; 1 when absent or nonsense, for a broken tag is no reason to refuse a photo. */
    static int read(byte[] payload) {
        try {
            ByteBuffer tiff =
                    ByteBuffer.wrap(payload, TIFF, payload.length - TIFF).slice();
            tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int ifd = tiff.getInt(4);
            int entries = Short.toUnsignedInt(tiff.getShort(ifd));
            for (int entry = ifd + 2; entry < ifd + 2 + 12 * entries; entry += 12) {
                if (Short.toUnsignedInt(tiff.getShort(entry)) == TAG && tiff.getShort(entry + 2) == SHORT) {
                    int value = tiff.getShort(entry + 8);
                    return value >= 1 && value <= 8 ? value : 1;
                }
            }
            return 1;
        } catch (IndexOutOfBoundsException malformed) {
            return 1;
        }
    }

    /** A whole APP1 segment, marker included, with nothing in it but the orientation. */
    static byte[] segment(int orientation) {
        return ByteBuffer.allocate(36)
                .putShort((short) 0xffe1)
                .putShort((short) 34)
                .put(new byte[] {'E', 'x', 'i', 'f', 0, 0})
                .put(new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8})
                .putShort((short) 1)
                .putShort((short) TAG)
                .putShort((short) SHORT)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }
}
