package io.wealthcrm.customer;

import io.wealthcrm.customer.Questionnaire.Question;
import io.wealthcrm.shared.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;

/**
 * A new version of the questionnaire.
 *
 * @param questions ten; the last asks what loss the customer would bear, its first option is "none"
 * @param bands the highest score of C1, C2, C3 and C4, ascending
 * @param activeFrom today where left out; not in the past
 */
record NewQuestionnaire(
        @NotNull @Size(min = Questionnaire.QUESTIONS, max = Questionnaire.QUESTIONS)
                List<@NotNull @Valid Question> questions,
        @NotNull @Size(min = 4, max = 4) List<@NotNull @Min(10) @Max(49) Integer> bands,
        LocalDate activeFrom) {

    /** With its first day. @throws Problem INVALID_INPUT */
    NewQuestionnaire dated(LocalDate today) {
        for (int i = 1; i < bands.size(); i++) {
            if (bands.get(i) <= bands.get(i - 1)) {
                throw Problem.invalid("/bands/" + i, "ASCENDING", "须递增 / must ascend");
            }
        }
        LocalDate from = activeFrom == null ? today : activeFrom;
        if (from.isBefore(today)) {
            throw Problem.invalid("/activeFrom", "PAST", "≥ " + today);
        }
        return new NewQuestionnaire(questions, bands, from);
    }
}
