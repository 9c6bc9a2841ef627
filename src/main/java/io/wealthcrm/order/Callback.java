package io.wealthcrm.order;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import io.wealthcrm.shared.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * A call-back (回访), or the attempt at one.
 *
 * @param answers to the eight questions of 《私募投资基金募集行为管理办法》第三十条, each {@code true}/{@code false} or the
 *     customer's words; eight unless nobody was reached
 */
record Callback(
        @NotNull Outcome outcome,
        @Size(max = 8) @JsonDeserialize(contentUsing = Callback.Answer.class)
                List<@NotBlank @Size(max = 200) String> answers) {
    private static final int QUESTIONS = 8;
    private static final Set<String> NEGATIVE = Set.of("false", "no", "n", "否", "不", "不是", "没有");

    enum Outcome {
        CONFIRMED,
        /** The customer withdraws (解除). */
        RESCIND,
        UNREACHED
    }

    /** A yes or no, a number or words: unlike elsewhere any JSON scalar is as good as its text. */
    static final class Answer extends StdScalarDeserializer<String> {
        private static final long serialVersionUID = 1L;

        Answer() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (json.currentToken().isScalarValue()) {
                return json.getText();
            }
            return (String) context.handleUnexpectedToken(String.class, json);
        }
    }

    Callback {
        answers = answers == null ? List.of() : Collections.unmodifiableList(answers);
    }

    /** Moves the order, or counts the attempt. @throws Problem ILLEGAL_TRANSITION, COOLING_OFF_NOT_OVER, CALLBACK_NOT_AFFIRMED */
    void applyTo(Order order, UUID by, Instant at) {
        order.requireCoolingOffOver();
        order.require(OrderStatus.CONFIRMED);
        requireAnswers();
        switch (outcome) {
            case CONFIRMED -> order.confirm(by, at);
            case RESCIND -> order.rescind(by, at, null);
            case UNREACHED -> order.missed();
        }
    }

    private void requireAnswers() {
        boolean complete = answers.size() == QUESTIONS;
        if (outcome == Outcome.CONFIRMED && !complete || !complete && !answers.isEmpty()) {
            throw Problem.invalid("/answers", "SIZE", "须有八项回答 / eight answers are expected");
        }
        if (outcome == Outcome.CONFIRMED
                && answers.stream()
                        .anyMatch(answer -> NEGATIVE.contains(answer.strip().toLowerCase(Locale.ROOT)))) {
            throw Problem.of(OrderProblem.CALLBACK_NOT_AFFIRMED);
        }
    }
}
