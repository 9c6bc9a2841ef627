package io.wealthcrm.shared;

/** Text PostgreSQL can hold: no U+0000, and every surrogate has its other half; JSON can escape both into a string. */
public final class Storable {
    private Storable() {}

    /** Whether the text can be stored and read back as it is. */
    public static boolean isText(CharSequence text) {
        return text.codePoints().noneMatch(Storable::isUnstorable);
    }

    /** A pair comes as one code point above U+FFFF, so a surrogate that comes by itself stands alone. */
    private static boolean isUnstorable(int codePoint) {
        return codePoint == 0 || codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
