package io.wealthcrm.customer;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A risk assessment (风险测评). Never changed; a newer one takes its place. */
@Entity
@Table(name = "risk_assessments")
class RiskAssessment {
    /** The longest an assessment holds (R4). */
    static final int MAX_YEARS = 3;

    /** The place of the question what loss the customer would bear; its first choice is "none". */
    private static final int LOSS_QUESTION = 9;

    @Id
    UUID id;

    UUID customerId;

    @JdbcTypeCode(SqlTypes.ARRAY)
    short[] answers;

    short score;

    @Enumerated(EnumType.STRING)
    RiskTolerance level;

    LocalDate assessedOn;
    LocalDate validUntil;
    UUID evidenceFileId;
    UUID byId;
    Instant createdAt;

    static RiskAssessment of(UUID id, UUID customerId, NewRiskAssessment input, UUID by, Instant now) {
        RiskAssessment assessment = new RiskAssessment();
        assessment.id = id;
        assessment.customerId = customerId;
        assessment.answers = new short[input.answers().size()];
        for (int i = 0; i < assessment.answers.length; i++) {
            assessment.answers[i] = input.answers().get(i).shortValue();
        }
        assessment.score = (short) score(input.answers());
        assessment.level = level(input.answers());
        assessment.assessedOn = input.assessedOn();
        assessment.validUntil = input.validUntil();
        assessment.evidenceFileId = input.evidenceFileId();
        assessment.byId = by;
        assessment.createdAt = now;
        return assessment;
    }

    static int score(List<Integer> answers) {
        return answers.stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * By the sum of ten answers of one to five points each: to 18 C1, to 26 C2, to 34 C3, to 42 C4, above C5. Who would
     * bear no loss at all is of the lowest category whatever the sum (证券期货投资者适当性管理办法).
     */
    static RiskTolerance level(List<Integer> answers) {
        int score = score(answers);
        if (answers.get(LOSS_QUESTION) == 1 || score <= 18) {
            return RiskTolerance.C1;
        }
        if (score <= 26) {
            return RiskTolerance.C2;
        }
        if (score <= 34) {
            return RiskTolerance.C3;
        }
        return score <= 42 ? RiskTolerance.C4 : RiskTolerance.C5;
    }
}
