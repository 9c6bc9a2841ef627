package io.wealthcrm.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A risk assessment; {@code level} counts through {@code validUntil}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RiskAssessmentView(
        UUID id,
        UUID customerId,
        RiskTolerance level,
        int score,
        List<Integer> answers,
        LocalDate assessedOn,
        LocalDate validUntil,
        int questionnaireVersion,
        UUID evidenceFileId,
        UUID by,
        Instant createdAt) {

    static RiskAssessmentView of(RiskAssessment assessment) {
        List<Integer> answers = new ArrayList<>();
        for (short answer : assessment.answers) {
            answers.add((int) answer);
        }
        return new RiskAssessmentView(
                assessment.id,
                assessment.customerId,
                assessment.level,
                assessment.score,
                answers,
                assessment.assessedOn,
                assessment.validUntil,
                assessment.questionnaireVersion,
                assessment.evidenceFileId,
                assessment.byId,
                assessment.createdAt);
    }
}
