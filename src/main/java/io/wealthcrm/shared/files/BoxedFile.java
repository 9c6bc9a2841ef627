package io.wealthcrm.shared.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** MP4 (ISO/IEC 14496-12) and QuickTime: boxes of a length and a type that tile the file, one after the other. */
final class BoxedFile {
    private static final int HEADER = 8;
    private static final int LONG_HEADER = 16;
    private static final int MOST_BOXES = 1_000_000;
    private static final String QUICKTIME_BRAND = "qt  ";

    /** How a file may begin: QuickTime is older than {@code ftyp}. */
    private static final Set<String> FIRST = Set.of("ftyp", "moov", "mdat", "wide", "free", "skip");

    private final FileChannel channel;

    /** One box: its content lies between {@code from} and {@code to}. */
    private record Box(String type, long from, long to) {}

    BoxedFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Needs a movie with at least one track, and media: what a player needs to show anything. */
    String mediaType() throws IOException {
        long size = channel.size();
        if (size < HEADER || !FIRST.contains(type(0))) {
            throw CleaningCopy.refused("application/octet-stream");
        }
        Set<String> found = new HashSet<>();
        String brand = QUICKTIME_BRAND;
        int boxes = 0;
        for (Box box = box(0, size); box != null; box = box.to() < size ? box(box.to(), size) : null) {
            found.add(box.type());
            if (box.type().equals("ftyp")) {
                brand = text(box.from(), Integer.BYTES);
            } else if (box.type().equals("moov")) {
                requireTrack(box);
            }
            if (++boxes > MOST_BOXES) {
                throw CleaningCopy.corrupt("too many boxes");
            }
        }
        requireFilm(found);
        return brand.equals(QUICKTIME_BRAND) ? MediaTypes.MOV : MediaTypes.MP4;
    }

    private static void requireFilm(Set<String> found) {
        if (!found.contains("moov") && !found.contains("mdat")) {
            throw CleaningCopy.refused("application/mp4");
        }
        if (!found.contains("moov") || !found.contains("mdat")) {
            throw CleaningCopy.corrupt("no moov or no mdat box");
        }
    }

    private void requireTrack(Box moov) throws IOException {
        boolean header = false;
        boolean track = false;
        for (long at = moov.from(); at < moov.to(); ) {
            // QuickTime may end a list of boxes with 32 zero bits.
            if (moov.to() - at < HEADER) {
                break;
            }
            Box child = box(at, moov.to());
            header |= child.type().equals("mvhd");
            track |= child.type().equals("trak");
            at = child.to();
        }
        if (!header || !track) {
            throw CleaningCopy.corrupt("the movie has no track");
        }
    }

    /** The box at a position; it must end within its parent, or the file was cut. */
    private Box box(long at, long end) throws IOException {
        ByteBuffer header = read(at, LONG_HEADER);
        if (header.limit() < HEADER) {
            throw CleaningCopy.corrupt("a box ends too early");
        }
        long length = Integer.toUnsignedLong(header.getInt(0));
        int headerLength = HEADER;
        if (length == 1 && header.limit() == LONG_HEADER) {
            length = header.getLong(HEADER);
            headerLength = LONG_HEADER;
        } else if (length == 0) {
            length = end - at;
        }
        if (length < headerLength || length > end - at) {
            throw CleaningCopy.corrupt("a box ends outside the file");
        }
        return new Box(type(at), at + headerLength, at + length);
    }

    private String type(long boxAt) throws IOException {
        return text(boxAt + Integer.BYTES, Integer.BYTES);
    }

    private String text(long at, int length) throws IOException {
        ByteBuffer bytes = read(at, length);
        return new String(bytes.array(), 0, bytes.limit(), StandardCharsets.ISO_8859_1);
    }

    private ByteBuffer read(long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        int read = channel.read(bytes, at);
        return bytes.limit(Math.max(read, 0));
    }
}
