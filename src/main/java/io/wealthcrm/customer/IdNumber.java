package io.wealthcrm.customer;

import io.wealthcrm.shared.Problem;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** A resident identity number (居民身份证号码) of 18 places, GB 11643. */
final class IdNumber {
    private static final Pattern FORM = Pattern.compile("[1-9]\\d{16}[0-9X]");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK = "10X98765432";

    private IdNumber() {}

    /** Upper-case and without spaces. @throws Problem INVALID_ID_NUMBER unless its date and check digit are right */
    static String normalise(String typed) {
        String number = typed.replace(" ", "").toUpperCase(Locale.ROOT);
        if (!FORM.matcher(number).matches() || !hasDate(number) || number.charAt(17) != check(number)) {
            throw Problem.of(CustomerProblem.INVALID_ID_NUMBER);
        }
        return number;
    }

    /** {@code 310***********1234}; null for null. */
    static String mask(String number) {
        return number == null
                ? null
                : number.substring(0, 3) + "*".repeat(number.length() - 7) + number.substring(number.length() - 4);
    }

    private static boolean hasDate(String number) {
        try {
            return LocalDate.parse(number.substring(6, 14), DateTimeFormatter.BASIC_ISO_DATE)
                            .getYear()
                    >= 1900;
        } catch (DateTimeException noDate) {
            return false;
        }
    }

    private static char check(String number) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (number.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECK.charAt(sum % 11);
    }
}
