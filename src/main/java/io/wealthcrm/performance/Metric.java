package io.wealthcrm.performance;

import io.wealthcrm.shared.Problem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Function;

/** What people are measured by; each is a column of {@code person_days}. Amounts are in CNY. */
enum Metric {
    /** Files opened (新增客户); a customer whose files were merged is the one's who opened the first. */
    NEW_CUSTOMERS("new_customers", 0, figures -> BigDecimal.valueOf(figures.newCustomers())),
    /** Dealings written down (联系), notes aside, on the day they took place. */
    CONTACTS("contacts", 0, figures -> BigDecimal.valueOf(figures.contacts())),
    /** Follow-ups and steps of plans done by the end of the day they were planned for (计划完成). */
    PLANS_KEPT("plans_kept", 0, figures -> BigDecimal.valueOf(figures.plansKept())),
    /** Orders booked (预约) that were not given up, refused or rescinded since. */
    BOOKINGS("bookings", 0, figures -> BigDecimal.valueOf(figures.bookings())),
    /** The amount of {@link #BOOKINGS}. */
    BOOKED_AMOUNT("booked_amount", 2, figures -> figures.bookedAmount().amount()),
    /** What was confirmed (成交), to who served the customer then, or by the shares of the order. */
    CONFIRMED_AMOUNT("confirmed_amount", 2, figures -> figures.confirmedAmount().amount());

    private static final BigDecimal BOUND = new BigDecimal("1000000000000000");

    final String column;
    final int places;
    private final Function<Figures, BigDecimal> figure;

    Metric(String column, int places, Function<Figures, BigDecimal> figure) {
        this.column = column;
        this.places = places;
        this.figure = figure;
    }

    BigDecimal of(Figures figures) {
        return figure.apply(figures);
    }

    /** As people read it: a count without places, an amount with two. */
    String text(BigDecimal value) {
        return value == null
                ? null
                : value.setScale(places, RoundingMode.UNNECESSARY).toPlainString();
    }

    /** @throws Problem INVALID_INPUT at the pointer for what is below zero, too large or too fine */
    BigDecimal value(String pointer, String text) {
        if (text == null || !text.matches("\\d{1,15}(\\.\\d{1,2})?")) {
            throw Problem.invalid(pointer, "PATTERN", "1000000.00");
        }
        BigDecimal value = new BigDecimal(text);
        if (value.compareTo(BOUND) >= 0 || value.stripTrailingZeros().scale() > places) {
            throw Problem.invalid(pointer, "RANGE", places == 0 ? "0, 1, 2 …" : "0.00 …");
        }
        return value;
    }
}
