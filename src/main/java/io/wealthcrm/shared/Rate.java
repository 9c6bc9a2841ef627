package io.wealthcrm.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A rate as a fraction ({@code 0.0650} is 6.5 %) or a net asset value; in JSON a decimal string, places kept as given. */
@Schema(type = SchemaType.STRING, pattern = "^-?\\d{1,9}(\\.\\d{1,10})?$", examples = "0.0650")
public record Rate(BigDecimal value) {
    private static final Pattern PLAIN = Pattern.compile("-?\\d{1,9}(\\.\\d{1,10})?");

    /** Parses a plain decimal. @throws IllegalArgumentException for anything else */
    @JsonCreator
    public static Rate of(String text) {
        if (text == null || !PLAIN.matcher(text).matches()) {
            throw new IllegalArgumentException("a plain decimal string is expected");
        }
        return new Rate(new BigDecimal(text));
    }

    /** Null-safe, for optional columns. */
    public static Rate of(BigDecimal value) {
        return value == null ? null : new Rate(value);
    }

    @JsonValue
    public String text() {
        return value.toPlainString();
    }

    @Override
    public String toString() {
        return text();
    }
}
