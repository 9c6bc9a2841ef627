package io.wealthcrm.customer;

import io.wealthcrm.shared.Problem;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** One version of the questionnaire behind risk assessments (风险测评问卷). Never changed; a newer version takes its place. */
@Entity
@Table(name = "questionnaires")
class Questionnaire {
    static final int QUESTIONS = 10;

    /** A question in both languages. */
    record Question(
            @NotBlank @Size(max = 500) String zh,
            @NotBlank @Size(max = 500) String en,
            @NotNull @Size(min = 2, max = 5) List<@NotNull @Valid Option> options) {}

    /** An answer to choose, and what it counts. */
    record Option(
            @NotBlank @Size(max = 200) String zh, @NotBlank @Size(max = 200) String en, @Min(1) @Max(5) int points) {}

    /** What the answers come to. */
    record Result(int score, RiskTolerance level) {}

    @Id
    int version;

    /** The questions as they are stored: Hibernate Reactive reads objects of JSON, but no arrays. */
    record Questions(List<Question> items) {}

    @JdbcTypeCode(SqlTypes.JSON)
    Questions questions;

    /** The highest score of C1, C2, C3 and C4, ascending. */
    @JdbcTypeCode(SqlTypes.ARRAY)
    short[] bands;

    LocalDate activeFrom;
    Instant createdAt;
    UUID createdBy;

    /**
     * The points of the options chosen, and the level of the band their sum falls into. The last question asks what loss the
     * customer would bear, its first option is "none": who chooses that is of the lowest category whatever the sum.
     *
     * @param answers the number of the option chosen for each question, from 1
     * @throws Problem INVALID_INPUT for an option that a question does not have
     */
    Result judge(List<Integer> answers) {
        int score = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            List<Option> options = questions.items().get(i).options();
            int chosen = answers.get(i);
            if (chosen < 1 || chosen > options.size()) {
                throw Problem.invalid("/answers/" + i, "RANGE", "1…" + options.size());
            }
            score += options.get(chosen - 1).points();
        }
        boolean bearsNoLoss = answers.get(QUESTIONS - 1) == 1;
        return new Result(score, bearsNoLoss ? RiskTolerance.C1 : level(score));
    }

    private RiskTolerance level(int score) {
        int band = 0;
        while (band < bands.length && score > bands[band]) {
            band++;
        }
        return RiskTolerance.values()[band];
    }
}
