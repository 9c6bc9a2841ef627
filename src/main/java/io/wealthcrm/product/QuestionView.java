package io.wealthcrm.product;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A question about a product and its answers, the first first. */
record QuestionView(
        UUID id,
        UUID productId,
        String text,
        Instant askedAt,
        UUID askedBy,
        String askedByName,
        List<AnswerView> answers) {

    /** One answer. */
    record AnswerView(UUID id, String text, Instant answeredAt, UUID answeredBy, String answeredByName) {

        static AnswerView of(Answer answer) {
            return new AnswerView(answer.id, answer.text, answer.answeredAt, answer.answeredBy, answer.answeredByName);
        }
    }

    static QuestionView of(Question question, List<Answer> answers) {
        return new QuestionView(
                question.id,
                question.productId,
                question.text,
                question.askedAt,
                question.askedBy,
                question.askedByName,
                answers.stream().map(AnswerView::of).toList());
    }
}
