package io.wealthcrm.shared.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/** WebM: an EBML header (RFC 8794) that names the document type, then one segment. */
final class WebmFile {
    private static final int DOC_TYPE = 0x4282;
    private static final int SEGMENT = 0x18538067;
    private static final int LONGEST_HEADER = 4096;
    private static final int LONGEST_ELEMENT_HEAD = 12;

    /** A recorder that cannot go back writes this: the segment lasts to the end of the file. */
    private static final long UNKNOWN = -1;

    private final FileChannel channel;

    /** One element: its content lies between {@code from} and {@code to}. */
    private record Element(int id, long from, long length) {
        long to() {
            return from + length;
        }
    }

    WebmFile(FileChannel channel) {
        this.channel = channel;
    }

    String mediaType() throws IOException {
        Element header = element(0);
        if (header.length() == UNKNOWN || header.length() > LONGEST_HEADER || header.to() > channel.size()) {
            throw CleaningCopy.corrupt("no EBML header");
        }
        String docType = docType(header);
        if (!docType.equals("webm")) {
            throw CleaningCopy.refused("video/x-" + docType.replaceAll("[^a-z0-9]", ""));
        }
        Element segment = element(header.to());
        if (segment.id() != SEGMENT) {
            throw CleaningCopy.corrupt("no segment");
        }
        if (segment.length() != UNKNOWN && segment.to() > channel.size()) {
            throw CleaningCopy.corrupt("the segment ends outside the file");
        }
        return MediaTypes.WEBM;
    }

    private String docType(Element header) throws IOException {
        for (long at = header.from(); at < header.to(); ) {
            Element child = element(at);
            if (child.length() == UNKNOWN || child.to() > header.to()) {
                throw CleaningCopy.corrupt("an element ends outside its parent");
            }
            if (child.id() == DOC_TYPE) {
                ByteBuffer name = read(child.from(), (int) child.length());
                return new String(name.array(), 0, name.limit(), StandardCharsets.US_ASCII).replace("\0", "");
            }
            at = child.to();
        }
        return "matroska";
    }

    /** An id keeps the marker bits of its length, a size does not. */
    private Element element(long at) throws IOException {
        ByteBuffer head = read(at, LONGEST_ELEMENT_HEAD);
        int idLength = width(head, 0, Integer.BYTES);
        int id = (int) number(head, 0, idLength);
        int sizeLength = width(head, idLength, Long.BYTES);
        long mask = (1L << 7 * sizeLength) - 1;
        long size = number(head, idLength, sizeLength) & mask;
        return new Element(id, at + idLength + sizeLength, size == mask ? UNKNOWN : size);
    }

    private static int width(ByteBuffer bytes, int at, int longest) {
        int width = at < bytes.limit() ? Integer.numberOfLeadingZeros(bytes.get(at) & 0xff) - 23 : longest + 1;
        if (width > longest || at + width > bytes.limit()) {
            throw CleaningCopy.corrupt("a damaged element");
        }
        return width;
    }

    private static long number(ByteBuffer bytes, int at, int width) {
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = value << Byte.SIZE | bytes.get(at + i) & 0xff;
        }
        return value;
    }

    private ByteBuffer read(long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        int read = channel.read(bytes, at);
        return bytes.limit(Math.max(read, 0));
    }
}
