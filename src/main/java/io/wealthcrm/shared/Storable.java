package io.wealthcrm.shared;

/** Text PostgreSQL can hold: no U+0000, and every surrogate has its other half; JSON can escape both into a string. */
public final class Storable {
    /** Letters and symbols that nobody sees: fillers of Hangul, the empty pattern of Braille. */
    private static final String BLANK = "\u115F\u1160\u3164\uFFA0\u2800";

    private Storable() {}

    /** Whether the text can be stored and read back as it is. */
    public static boolean isText(CharSequence text) {
        return text.codePoints().noneMatch(Storable::isUnstorable);
    }

    /** Whether there is anything in it that a reader could see. */
    public static boolean isVisible(CharSequence text) {
        return text.codePoints().anyMatch(Storable::isVisible);
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.NON_SPACING_MARK -> false;
            default -> BLANK.indexOf(codePoint) < 0;
        };
    }

    /** A pair comes as one code point above U+FFFF, so a surrogate that comes by itself stands alone. */
    private static boolean isUnstorable(int codePoint) {
        return codePoint == 0 || codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
