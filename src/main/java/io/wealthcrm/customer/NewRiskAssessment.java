package io.wealthcrm.customer;

import io.wealthcrm.shared.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A questionnaire filled in.
 *
 * @param answers the number of the option chosen, from one, of each of the ten questions of {@code GET
 *     /risk-questionnaires/current}; the last asks what loss the customer would bear, and one there means none
 * @param assessedOn today where left out
 * @param validUntil the last day it holds; three years after {@code assessedOn} where left out, which is the longest
 */
record NewRiskAssessment(
        @NotNull @Size(min = 10, max = 10) List<@NotNull @Min(1) @Max(5) Integer> answers,
        LocalDate assessedOn,
        LocalDate validUntil,
        UUID evidenceFileId) {

    /** With dates filled in. @throws Problem ASSESSMENT_TERM */
    NewRiskAssessment dated(LocalDate today) {
        Term term = Term.of(assessedOn, validUntil, RiskAssessment.MAX_YEARS, today);
        if (term == null || !term.holds(today, RiskAssessment.MAX_YEARS)) {
            throw Problem.of(CustomerProblem.ASSESSMENT_TERM);
        }
        return new NewRiskAssessment(answers, term.from(), term.until(), evidenceFileId);
    }
}
