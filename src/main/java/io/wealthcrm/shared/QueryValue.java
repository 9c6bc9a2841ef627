package io.wealthcrm.shared;

import java.time.DateTimeException;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Values of query parameters that are taken as text and parsed by ourselves: JAX-RS would not say which one it could not
 * convert. An empty value is none.
 */
public final class QueryValue {
    private QueryValue() {}

    /** Null without a value. @throws Problem INVALID_INPUT where the parser refuses it */
    public static <T> T parsed(String name, String text, Function<String, T> parser) {
        try {
            return text == null || text.isBlank() ? null : parser.apply(text);
        } catch (IllegalArgumentException | DateTimeException malformed) {
            throw Problem.invalid("/" + name, "MALFORMED", "取值无效 / not a valid value");
        }
    }

    /** Null without a value. @throws Problem INVALID_INPUT, which tells the values there are */
    public static <E extends Enum<E>> E choice(String name, String text, Class<E> type) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("/" + name, "ENUM", Arrays.toString(type.getEnumConstants())));
    }
}
