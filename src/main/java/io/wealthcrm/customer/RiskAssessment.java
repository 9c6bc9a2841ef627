package io.wealthcrm.customer;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A risk assessment (风险测评). Never changed; a newer one takes its place. */
@Entity
@Table(name = "risk_assessments")
class RiskAssessment {
    /** The longest an assessment holds (R4). */
    static final int MAX_YEARS = 3;

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
    int questionnaireVersion;
    UUID evidenceFileId;
    UUID byId;
    Instant createdAt;

    static RiskAssessment of(
            UUID id, UUID customerId, NewRiskAssessment input, Questionnaire by, UUID who, Instant now) {
        RiskAssessment assessment = new RiskAssessment();
        assessment.id = id;
        assessment.customerId = customerId;
        assessment.answers = new short[input.answers().size()];
        for (int i = 0; i < assessment.answers.length; i++) {
            assessment.answers[i] = input.answers().get(i).shortValue();
        }
        Questionnaire.Result result = by.judge(input.answers());
        assessment.score = (short) result.score();
        assessment.level = result.level();
        assessment.questionnaireVersion = by.version;
        assessment.assessedOn = input.assessedOn();
        assessment.validUntil = input.validUntil();
        assessment.evidenceFileId = input.evidenceFileId();
        assessment.byId = who;
        assessment.createdAt = now;
        return assessment;
    }
}
