package io.wealthcrm.customer;

import io.wealthcrm.shared.Storable;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;

/** What an extra field may hold. */
public enum ExtraFieldKind {
    /** Up to 1000 characters. */
    TEXT("文本，最长 1000 字 / a text of at most 1000 characters"),
    /** Up to 15 digits. */
    NUMBER("数字，最多 15 位 / a number of at most 15 digits"),
    BOOLEAN("true, false"),
    /** A calendar date, {@code 2026-01-31}. */
    DATE("日期，如 2026-01-31 / a date such as 2026-01-31"),
    /** One of the field's choices. */
    CHOICE("须为选项之一 / one of the choices");

    private static final int LONGEST = 1000;
    private static final int MOST_DIGITS = 15;
    private static final LocalDate FIRST = LocalDate.of(1800, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2999, 12, 31);

    private final String expected;

    ExtraFieldKind(String expected) {
        this.expected = expected;
    }

    /** What fits, in both languages. */
    String expected() {
        return expected;
    }

    boolean fits(Object value, List<String> choices) {
        return switch (this) {
            case TEXT -> isText(value) && Storable.isVisible((String) value);
            case NUMBER -> isNumber(value);
            case BOOLEAN -> value instanceof Boolean;
            case DATE -> value instanceof String text && isDate(text);
            case CHOICE -> value instanceof String text && choices.contains(text);
        };
    }

    /** What a key without a definition may hold. */
    static boolean isScalar(Object value) {
        return isText(value) || isNumber(value) || value instanceof Boolean;
    }

    private static boolean isText(Object value) {
        return value instanceof String text && text.length() <= LONGEST && Storable.isText(text);
    }

    /** So many digits come back from JSON as they went in. */
    private static boolean isNumber(Object value) {
        if (!(value instanceof Number) || value instanceof Double number && !Double.isFinite(number)) {
            return false;
        }
        BigDecimal number = new BigDecimal(value.toString()).stripTrailingZeros();
        return number.precision() <= MOST_DIGITS
                && number.precision() - number.scale() <= MOST_DIGITS
                && number.scale() <= MOST_DIGITS;
    }

    private static boolean isDate(String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            return !date.isBefore(FIRST) && !date.isAfter(LAST);
        } catch (DateTimeException malformed) {
            return false;
        }
    }
}
