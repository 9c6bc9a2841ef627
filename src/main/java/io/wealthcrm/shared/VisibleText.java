package io.wealthcrm.shared;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Brings a text that was copied from somewhere, such as a name or a cell, into the form it is judged in. */
public final class VisibleText {
    /** Control and invisible formatting characters, but for line ends and tabs, which are spaces. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\t\\r\\n]]");

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    private static final Pattern LINE_END = Pattern.compile("\\R");

    private VisibleText() {}

    /** As {@link #clean}, but line by line. @param clean the same on one line */
    public static String lines(String text, String clean) {
        return text.indexOf('\n') < 0 && text.indexOf('\r') < 0
                ? clean
                : LINE_END.splitAsStream(text)
                        .map(VisibleText::clean)
                        .collect(Collectors.joining("\n"))
                        .strip();
    }

    /** Without what is not seen, with single spaces, none at either end; empty where nothing is seen. */
    public static String clean(String text) {
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
