package io.wealthcrm.identity;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import io.wealthcrm.shared.Problem;

/** A phone number as people type it, brought into one form. */
public final class Phone {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final String CHINA = "CN";
    private static final int CHINA_CODE = 86;

    private Phone() {}

    /**
     * {@code "138 0013 8000"}, {@code "+8613800138000"} → {@code "13800138000"}; a foreign number keeps its {@code +} and
     * country code. @throws Problem INVALID_PHONE
     */
    public static String normalise(String typed) {
        try {
            var number = NUMBERS.parse(typed, CHINA);
            if (!NUMBERS.isValidNumber(number)) {
                throw Problem.of(IdentityProblem.INVALID_PHONE);
            }
            return number.getCountryCode() == CHINA_CODE
                    ? NUMBERS.getNationalSignificantNumber(number)
                    : NUMBERS.format(number, PhoneNumberFormat.E164);
        } catch (NumberParseException notANumber) {
            throw Problem.of(IdentityProblem.INVALID_PHONE);
        }
    }

    /** {@code "138****8000"}: what may be shown without an audit entry. */
    public static String mask(String normalised) {
        int length = normalised.length();
        return length < 8 ? "****" : normalised.substring(0, length - 8) + "****" + normalised.substring(length - 4);
    }
}
