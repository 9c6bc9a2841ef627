package io.wealthcrm.shared;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code If-Match} header of a mutable record: {@code "7"}. */
public final class Version {
    private static final Pattern QUOTED = Pattern.compile("(?:W/)?\"(\\d{1,18})\"|(\\d{1,18})");

    private Version() {}

    /** Refuses with 428 without a header and with 412 when it is not the current version. */
    public static void require(String ifMatch, long current) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Problem.of(CommonProblem.VERSION_REQUIRED);
        }
        Matcher matcher = QUOTED.matcher(ifMatch.trim());
        if (!matcher.matches()) {
            throw Problem.of(CommonProblem.STALE_VERSION);
        }
        String digits = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        if (Long.parseLong(digits) != current) {
            throw Problem.of(CommonProblem.STALE_VERSION);
        }
    }
}
