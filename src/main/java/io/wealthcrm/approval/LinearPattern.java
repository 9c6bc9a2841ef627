package io.wealthcrm.approval;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;

/** A pattern whose time grows with the text only: nobody stops the service with a clever expression. */
final class LinearPattern implements RegularExpression {
    private static final int MAX_LENGTH = 200;
    private static final int MAX_PROGRAM = 1_000;

    private final Pattern pattern;

    private LinearPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    static RegularExpression of(String regex) {
        return new LinearPattern(Pattern.compile(regex));
    }

    /** Whether it is one, and short enough; what RE2 leaves out (look-around, back references) is none. */
    static boolean understands(String regex) {
        try {
            return regex.length() <= MAX_LENGTH && Pattern.compile(regex).programSize() <= MAX_PROGRAM;
        } catch (PatternSyntaxException malformed) {
            return false;
        }
    }

    /** As JSON schema has it: anywhere in the text. */
    @Override
    public boolean matches(String text) {
        return pattern.matcher(text).find();
    }
}
