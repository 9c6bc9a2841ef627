package io.wealthcrm.exchange;

import io.wealthcrm.shared.Storable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Brings the text of a cell into the form it is judged in. */
final class CellText {
    /** Control and invisible formatting characters, but for line ends and tabs, which are spaces. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\t\\r\\n]]");

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    private static final Pattern LINE_END = Pattern.compile("\\R");

    private CellText() {}

    /** As {@link #clean}, but line by line. @param clean the same on one line */
    static String lines(String text, String clean) {
        return text.indexOf('\n') < 0 && text.indexOf('\r') < 0
                ? clean
                : LINE_END.splitAsStream(text)
                        .map(CellText::clean)
                        .collect(Collectors.joining("\n"))
                        .strip();
    }

    /** Without what is not seen, with single spaces, none at either end. */
    static String clean(String text) {
        if (isPlain(text)) {
            return text;
        }
        String visible = INVISIBLE.matcher(text).replaceAll("");
        return Storable.isVisible(visible)
                ? SPACES.matcher(visible).replaceAll(" ").strip()
                : "";
    }

    /** Most are: letters, digits and Chinese characters need no second look. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c > ' ' && c < 0x7f || c >= 0x4e00 && c <= 0x9fff;
            if (!plain) {
                return false;
            }
        }
        return true;
    }
}
