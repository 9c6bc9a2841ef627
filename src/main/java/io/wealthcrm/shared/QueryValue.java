package io.wealthcrm.shared;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
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

    /**
     * A date of our times, of four plain digits for its year, which the database reads as the same; null without a value.
     *
     * @throws Problem INVALID_INPUT for anything else
     */
    public static LocalDate date(String name, String text) {
        return parsed(name, text, given -> LocalDate.parse(ofOurTimes(given)));
    }

    /** A month such as {@code 2026-11}, bounded as {@link #date}. @throws Problem INVALID_INPUT */
    public static YearMonth month(String name, String text) {
        return parsed(name, text, given -> YearMonth.parse(ofOurTimes(given)));
    }

    private static String ofOurTimes(String text) {
        if (!text.matches("(19|20|21)\\d\\d-.*")) {
            throw new DateTimeException("not of our times");
        }
        return text;
    }

    /** Whether it is {@code true}; false without a value. @throws Problem INVALID_INPUT for anything else */
    public static boolean flag(String name, String text) {
        Boolean flag = parsed(name, text, given -> switch (given) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(given);
        });
        return Boolean.TRUE.equals(flag);
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
