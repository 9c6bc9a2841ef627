package io.wealthcrm.shared;

import java.util.List;
import java.util.Locale;

/** The two languages of the product's texts. */
public enum Language {
    ZH_CN(Locale.SIMPLIFIED_CHINESE),
    EN(Locale.ENGLISH);

    private static final List<Locale> SUPPORTED = List.of(Locale.SIMPLIFIED_CHINESE, Locale.CHINESE, Locale.ENGLISH);
    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /** The better of the two for an {@code Accept-Language} header or a device's locale; Chinese when in doubt. */
    public static Language of(String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return ZH_CN;
        }
        try {
            Locale best = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage.replace('_', '-')), SUPPORTED);
            return best != null && best.getLanguage().equals("en") ? EN : ZH_CN;
        } catch (IllegalArgumentException malformed) {
            return ZH_CN;
        }
    }

    public Locale locale() {
        return locale;
    }

    /** Chooses between the two texts. */
    public String choose(String zh, String en) {
        return this == EN ? en : zh;
    }
}
