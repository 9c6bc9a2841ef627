package io.wealthcrm.shared.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/**
 * What a recording is by its content.
 *
 * @param sha256 hex, lower case
 * @param mediaType {@code video/mp4}, {@code video/quicktime} or {@code video/webm}
 */
public record Video(String sha256, String mediaType) {
    private static final int EBML = 0x1A45DFA3;
    private static final int PIECE = 1 << 20;

    /**
     * Checks the container's structure, then reads the file once for its hash; in constant memory. Blocking.
     *
     * @throws io.wealthcrm.shared.Problem {@code FILE_TYPE_REFUSED} when it is none of the three, {@code FILE_CORRUPT}
     *     when it is one but damaged or cut
     */
    public static Video inspect(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            String mediaType = mediaType(channel);
            return new Video(hash(channel), mediaType);
        }
    }

    private static String mediaType(FileChannel channel) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(Integer.BYTES);
        return channel.read(start, 0) == Integer.BYTES && start.getInt(0) == EBML
                ? new WebmFile(channel).mediaType()
                : new BoxedFile(channel).mediaType();
    }

    private static String hash(FileChannel channel) throws IOException {
        MessageDigest digest = Sha256.digest();
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        for (channel.position(0); channel.read(piece) >= 0; piece.clear()) {
            digest.update(piece.flip());
        }
        return Sha256.hex(digest);
    }
}
