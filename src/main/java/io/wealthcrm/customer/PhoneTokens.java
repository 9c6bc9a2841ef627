package io.wealthcrm.customer;

import io.wealthcrm.shared.FieldCipher;
import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds a phone by any part of at least three digits without storing it readable: every part of it, three to eleven digits
 * long, is kept as 32 bits of its keyed hash. A query of n digits is then one look-up; whoever reads the results decrypts
 * the phone and drops the rare one whose bits merely coincide.
 */
final class PhoneTokens {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 11;
    private static final String LABEL = "customer.phone.part";
    private static final Pattern TYPED = Pattern.compile("[+(]?[0-9][0-9 ()\\-]*");
    private static final Pattern CHINA = Pattern.compile("^(?:\\+86|0086)");
    /** A mainland mobile number with the country's code and no sign before it. */
    private static final Pattern WITH_COUNTRY = Pattern.compile("^86(?=1[3-9][0-9]{9}$)");

    private PhoneTokens() {}

    /** 45 tokens for a mainland mobile number. */
    static int[] of(FieldCipher cipher, String phone) {
        return parts(phone).stream()
                .mapToInt(part -> token(cipher, part))
                .distinct()
                .sorted()
                .toArray();
    }

    /** Every run of three to eleven digits, once. */
    static Set<String> parts(String phone) {
        String digits = digits(phone);
        Set<String> parts = new LinkedHashSet<>();
        for (int length = SHORTEST; length <= LONGEST; length++) {
            for (int from = 0; from + length <= digits.length(); from++) {
                parts.add(digits.substring(from, from + length));
            }
        }
        return parts;
    }

    /** The digits of a query that may be part of a phone; null when it is something else or too short. */
    static String queried(String query) {
        String typed = Normalizer.normalize(query, Normalizer.Form.NFKC).strip();
        if (!TYPED.matcher(typed).matches()) {
            return null;
        }
        String digits = digits(CHINA.matcher(typed).replaceFirst(""));
        String local = WITH_COUNTRY.matcher(digits).replaceFirst("");
        return local.length() < SHORTEST ? null : local;
    }

    /** The token to look for; of a query longer than any token, its last digits'. */
    static int token(FieldCipher cipher, String digits) {
        String part = digits.length() > LONGEST ? digits.substring(digits.length() - LONGEST) : digits;
        return ByteBuffer.wrap(cipher.blindIndex(LABEL, part)).getInt();
    }

    static String digits(String phone) {
        return phone.replaceAll("[^0-9]", "");
    }
}
