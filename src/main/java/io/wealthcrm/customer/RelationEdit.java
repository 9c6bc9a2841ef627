package io.wealthcrm.customer;

import io.wealthcrm.shared.Problem;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;

/**
 * What may be changed of a relation; one of another kind is another relation.
 *
 * @param until the first day it was no more, at the latest today, or as it begins where that is still to come; without it the relation
 *     holds
 */
record RelationEdit(LocalDate since, LocalDate until, @Size(min = 1, max = 500) String note) {

    /** @throws Problem INVALID_INPUT for an end before the beginning, or after today and the beginning */
    RelationEdit checked(LocalDate today) {
        LocalDate latest = since != null && since.isAfter(today) ? since : today;
        if (until != null && (until.isAfter(latest) || since != null && until.isBefore(since))) {
            throw Problem.invalid("/until", "OUT_OF_RANGE", "不早于开始日期且不晚于今天 / not before the beginning nor after today");
        }
        return this;
    }
}
