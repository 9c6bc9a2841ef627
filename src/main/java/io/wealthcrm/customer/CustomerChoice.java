package io.wealthcrm.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Size;

/**
 * Which customers of those in sight, in the words of {@code GET /customers}; what is left out does not matter.
 *
 * @param q any part of the name, its pinyin or initials, or at least three digits of the phone
 * @param lastContactBefore an instant, or a date for its beginning; finds those never spoken to as well
 * @param marketing true for those alone who may be promoted to
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CustomerChoice(
        @Size(max = 100) String q,
        @Size(max = 20) String tier,
        @Size(max = 20) String occupation,
        @Size(max = 100) String city,
        @Size(max = 40) String lastContactBefore,
        Boolean marketing) {
    /** All in sight. */
    public static final CustomerChoice ALL = new CustomerChoice(null, null, null, null, null, null);

    /** In the order of their ids, which is that of their coming. */
    CustomerFilter filter() {
        CustomerFilter filter = new CustomerFilter();
        filter.q = q;
        filter.tier = tier;
        filter.occupation = occupation;
        filter.city = city;
        filter.lastContactBefore = lastContactBefore;
        filter.marketing = marketing == null ? null : marketing.toString();
        filter.sort = "createdAt";
        return filter;
    }
}
