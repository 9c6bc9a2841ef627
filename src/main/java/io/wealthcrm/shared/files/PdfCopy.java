package io.wealthcrm.shared.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Copies a PDF as it is, for a signed document must not change. Checks that it starts and ends as a PDF, and counts its
 * pages where that is cheap: from the linearisation dictionary, else from page objects that are not packed into object
 * streams. A page that a later revision dropped is still counted; otherwise the count is null.
 */
final class PdfCopy implements CleaningCopy {
    private static final Pattern LINEARIZED = Pattern.compile("/Linearized\\s[^>]{0,200}?/N\\s+(\\d{1,6})\\b");
    private static final Pattern PAGE = Pattern.compile("/Type\\s*/Page(?![A-Za-z])");
    private static final String PACKED = "/ObjStm";
    private static final int BLOCK = 64 * 1024;
    /** The longest thing looked for may lie across two blocks; so much of the last block is seen again. */
    private static final int CARRY = 64;
    /** Where readers expect the end mark. */
    private static final int TAIL = 1024;

    private String carry = "";
    private String tail = "";
    private Integer linearized;
    private boolean packed;
    private int pages;

    @Override
    public Copied copy(InputStream in, OutputStream out) throws IOException {
        byte[] block = new byte[BLOCK];
        boolean first = true;
        for (int length = in.readNBytes(block, 0, BLOCK); length > 0; length = in.readNBytes(block, 0, BLOCK)) {
            String text = new String(block, 0, length, StandardCharsets.ISO_8859_1);
            if (first) {
                start(text);
                first = false;
            }
            look(text);
            out.write(block, 0, length);
        }
        if (!tail.contains("%%EOF")) {
            throw CleaningCopy.corrupt("no end mark");
        }
        return Copied.document(count());
    }

    private void start(String text) {
        if (!text.startsWith("%PDF-")) {
            throw CleaningCopy.corrupt("no PDF header");
        }
        Matcher matcher = LINEARIZED.matcher(text.substring(0, Math.min(text.length(), 2048)));
        linearized = matcher.find() ? Integer.valueOf(matcher.group(1)) : null;
    }

    /** Counts what ends after the carried part, so nothing is counted in two blocks. */
    private void look(String text) {
        String seen = carry + text;
        Matcher matcher = PAGE.matcher(seen);
        // A match that touches the end waits for the next block: the letter after it decides between Page and Pages.
        while (matcher.find()) {
            if (matcher.end() >= carry.length() && matcher.end() < seen.length()) {
                pages++;
            }
        }
        packed |= seen.contains(PACKED);
        carry = seen.substring(Math.max(0, seen.length() - CARRY));
        String end = tail + text;
        tail = end.substring(Math.max(0, end.length() - TAIL));
    }

    private Integer count() {
        if (linearized != null) {
            return linearized;
        }
        return packed || pages == 0 ? null : Integer.valueOf(pages);
    }
}
