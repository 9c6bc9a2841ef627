package io.wealthcrm.shared.files;

import io.wealthcrm.shared.Problem;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One part of a file, from its first byte to its last (RFC 9110, 14.1.2). */
record ByteRange(long from, long to) {
    private static final Pattern SINGLE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

    /**
     * The part that a {@code Range} header asks for; null where there is none, or one that may be answered with the whole:
     * of another unit, malformed, or of several parts.
     *
     * @throws Problem RANGE_NOT_SATISFIABLE
     */
    static ByteRange of(String header, long size) {
        Matcher range = header == null ? null : SINGLE.matcher(header.strip());
        if (range == null || !range.matches()) {
            return null;
        }
        boolean first = !range.group(1).isEmpty();
        boolean last = !range.group(2).isEmpty();
        if (!first && !last) {
            return null;
        }
        long end = last && first ? Long.parseLong(range.group(2)) : size - 1;
        long start = first ? Long.parseLong(range.group(1)) : Math.max(0, size - Long.parseLong(range.group(2)));
        if (first && end < start && start < size) {
            return null;
        }
        if (start >= size) {
            throw Problem.of(FileProblem.RANGE_NOT_SATISFIABLE, Map.of("size", size));
        }
        return new ByteRange(start, Math.min(end, size - 1));
    }

    long length() {
        return to - from + 1;
    }

    /** {@code Content-Range}. */
    String header(long size) {
        return "bytes " + from + "-" + to + "/" + size;
    }
}
