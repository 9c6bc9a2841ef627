package io.wealthcrm.customer;

import io.wealthcrm.shared.Problem;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** {@code ?q=&tier=&occupation=&city=&lastContactBefore=&sort=} of the list of customers. */
class CustomerFilter {
    @QueryParam("q")
    @Size(max = 100)
    @Parameter(description = "Any part of the name, its pinyin or initials, or at least three digits of the phone")
    String q;

    @QueryParam("tier")
    @Parameter(schema = @Schema(implementation = Tier.class))
    String tier;

    @QueryParam("occupation")
    @Parameter(schema = @Schema(implementation = Occupation.class))
    String occupation;

    @QueryParam("city")
    @Size(max = 100)
    String city;

    @QueryParam("lastContactBefore")
    @Parameter(description = "An instant, or a date for its beginning; finds those never spoken to as well")
    String lastContactBefore;

    @QueryParam("sort")
    @Parameter(description = "One of -createdAt (as without it), createdAt, lastContactAt, -lastContactAt, name, -name")
    String sort;

    Tier tier() {
        return choice(Tier.class, tier, "tier");
    }

    Occupation occupation() {
        return choice(Occupation.class, occupation, "occupation");
    }

    CustomerSort sort() {
        return CustomerSort.of(sort);
    }

    /** Null without one. @throws Problem INVALID_INPUT */
    Instant lastContactBefore(ZoneId zone) {
        if (isEmpty(lastContactBefore)) {
            return null;
        }
        try {
            return lastContactBefore.length() == "2026-01-31".length()
                    ? LocalDate.parse(lastContactBefore).atStartOfDay(zone).toInstant()
                    : Instant.parse(lastContactBefore);
        } catch (DateTimeException malformed) {
            throw Problem.invalid("lastContactBefore", "INSTANT", "2026-01-31, 2026-01-31T00:00:00Z");
        }
    }

    static boolean isEmpty(String parameter) {
        return parameter == null || parameter.isBlank();
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String text, String parameter) {
        if (isEmpty(text)) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(parameter, "ENUM", Arrays.toString(type.getEnumConstants())));
    }
}
