package io.wealthcrm.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An amount in the currency named beside it, exact to the cent; in JSON a decimal string with two places.
 * More than two places are refused, never rounded.
 */
@Schema(type = SchemaType.STRING, pattern = "^-?\\d{1,15}\\.\\d{2}$", examples = "1000000.00")
public record Money(BigDecimal amount) implements Comparable<Money> {
    private static final Pattern PLAIN = Pattern.compile("-?\\d{1,15}(\\.\\d{1,2})?");

    public static final Money ZERO = new Money(BigDecimal.ZERO);

    public Money {
        amount = amount.setScale(2, RoundingMode.UNNECESSARY);
    }

    /** Parses {@code "1000000"} or {@code "1000000.00"}. @throws IllegalArgumentException for anything else */
    @JsonCreator
    public static Money of(String text) {
        if (text == null || !PLAIN.matcher(text).matches()) {
            throw new IllegalArgumentException("a decimal string with at most two places is expected");
        }
        return new Money(new BigDecimal(text));
    }

    /** Null-safe, for optional columns. */
    public static Money of(BigDecimal amount) {
        return amount == null ? null : new Money(amount);
    }

    @JsonValue
    public String text() {
        return amount.toPlainString();
    }

    @Override
    public int compareTo(Money other) {
        return amount.compareTo(other.amount);
    }

    @Override
    public String toString() {
        return text();
    }
}
