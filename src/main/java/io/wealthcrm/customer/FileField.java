package io.wealthcrm.customer;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a customer's file should hold. Name and phone are not among them: no file is without. Each field says of itself in Java and in
 * SQL whether it is held; a test compares the two.
 */
public enum FileField {
    GENDER(customer -> customer.gender, "c.gender"),
    BIRTHDAY(customer -> customer.birthday, "c.birthday"),
    ID_NUMBER(customer -> customer.idNumberIndex, "c.id_number_index"),
    OCCUPATION(customer -> customer.occupation, "c.occupation"),
    CITY(customer -> customer.city, "c.city"),
    HOMETOWN(customer -> customer.hometown, "c.hometown"),
    CHANNEL(customer -> customer.channel, "c.channel"),
    ASSET_BAND(customer -> customer.assetBand, "c.asset_band"),
    INTERESTS((customer, on) -> customer.interests.length > 0, "nullif(cardinality(c.interests), 0)"),
    /** One that still holds: an expired one counts as none. */
    RISK_ASSESSMENT(
            (customer, on) -> customer.riskValidUntil != null && !customer.riskValidUntil.isBefore(on),
            "case when c.risk_valid_until >= a.today then 1 end");

    private final BiFunction<Customer, LocalDate, Boolean> held;
    private final String expression;

    FileField(Function<Customer, Object> value, String expression) {
        this((customer, on) -> value.apply(customer) != null, expression);
    }

    /** @param expression over customers {@code c} and the day {@code a.today}; null where it is missing */
    FileField(BiFunction<Customer, LocalDate, Boolean> held, String expression) {
        this.held = held;
        this.expression = expression;
    }

    boolean isHeld(Customer customer, LocalDate on) {
        return held.apply(customer, on);
    }

    /** In which band of {@link Completeness#score} a customer {@code c} is on the day {@code a.today}: 0-49, 50-79, 80-99 or 100. */
    static String band() {
        String score = Arrays.stream(values())
                .map(field -> field.expression)
                .collect(Collectors.joining(", ", "num_nonnulls(", ") * 100 / " + values().length));
        return "case width_bucket(%s, array[50, 80, 100]) when 0 then '0-49' when 1 then '50-79' when 2 then '80-99' else '100' end"
                .formatted(score);
    }
}
