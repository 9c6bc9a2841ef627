package io.wealthcrm.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/** Recordings as a player's parser sees them, each different: the boxes are real, the pictures are noise. */
public final class Film {
    private Film() {}

    /** An MP4 with so many bytes of media. */
    public static byte[] mp4(int media) {
        return boxed("isom", media);
    }

    /** A QuickTime film with so many bytes of media. */
    public static byte[] mov(int media) {
        return boxed("qt  ", media);
    }

    private static byte[] boxed(String brand, int media) {
        byte[] header = box("mvhd", new byte[100]);
        byte[] track = box("trak", box("tkhd", new byte[84]));
        return join(
                box("ftyp", join(brand.getBytes(StandardCharsets.US_ASCII), new byte[4])),
                box("moov", join(header, track)),
                box("mdat", noise(media)));
    }

    /** A WebM as a browser's recorder writes it, its segment of unknown length. */
    public static byte[] webm(int media) {
        return matroska("webm", media);
    }

    /** An EBML file of a document type. */
    public static byte[] matroska(String docType, int media) {
        byte[] name = docType.getBytes(StandardCharsets.US_ASCII);
        byte[] type = join(new byte[] {0x42, (byte) 0x82, (byte) (0x80 | name.length)}, name);
        byte[] header = join(new byte[] {0x1A, 0x45, (byte) 0xDF, (byte) 0xA3, (byte) (0x80 | type.length)}, type);
        byte[] segment = {0x18, 0x53, (byte) 0x80, 0x67, 0x01, -1, -1, -1, -1, -1, -1, -1};
        return join(header, segment, noise(media));
    }

    public static byte[] box(String type, byte[] content) {
        return ByteBuffer.allocate(8 + content.length)
                .putInt(8 + content.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .array();
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        ThreadLocalRandom.current().nextBytes(bytes);
        return bytes;
    }
}
