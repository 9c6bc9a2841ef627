package io.wealthcrm.customer;

import io.wealthcrm.shared.QueryValue;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** {@code ?q=&tier=&occupation=&city=&lastContactBefore=&marketing=&sort=} of the list of customers. */
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

    @QueryParam("marketing")
    @Parameter(
            description = "Only those who have consented to marketing, and may be contacted now",
            schema = @Schema(type = SchemaType.BOOLEAN))
    String marketing;

    @QueryParam("sort")
    @Parameter(description = "One of -createdAt (as without it), createdAt, lastContactAt, -lastContactAt, name, -name")
    String sort;

    Tier tier() {
        return QueryValue.choice("tier", tier, Tier.class);
    }

    Occupation occupation() {
        return QueryValue.choice("occupation", occupation, Occupation.class);
    }

    boolean marketing() {
        return QueryValue.flag("marketing", marketing);
    }

    CustomerSort sort() {
        return CustomerSort.of(sort);
    }

    /** Null without one. @throws Problem INVALID_INPUT */
    Instant lastContactBefore(ZoneId zone) {
        return QueryValue.parsed(
                "lastContactBefore",
                lastContactBefore,
                text -> text.length() == "2026-01-31".length()
                        ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                        : Instant.parse(text));
    }

    static boolean isEmpty(String parameter) {
        return parameter == null || parameter.isBlank();
    }
}
