package io.wealthcrm.customer;

import io.wealthcrm.shared.Language;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A questionnaire to be filled in, in one language; what each answer counts is not shown.
 *
 * @param version the one an assessment made now is scored by
 */
record QuestionnaireView(int version, LocalDate activeFrom, List<Question> questions) {

    /** A question; {@code answers} of an assessment holds the {@code answer} of the option chosen. */
    record Question(int number, String text, List<Option> options) {}

    record Option(int answer, String text) {}

    static QuestionnaireView of(Questionnaire questionnaire, Language language) {
        return new QuestionnaireView(
                questionnaire.version,
                questionnaire.activeFrom,
                IntStream.range(0, questionnaire.questions.items().size())
                        .mapToObj(i ->
                                question(i + 1, questionnaire.questions.items().get(i), language))
                        .toList());
    }

    private static Question question(int number, Questionnaire.Question question, Language language) {
        List<Option> options = IntStream.range(0, question.options().size())
                .mapToObj(i -> option(i + 1, question.options().get(i), language))
                .toList();
        return new Question(number, language.choose(question.zh(), question.en()), options);
    }

    private static Option option(int answer, Questionnaire.Option option, Language language) {
        return new Option(answer, language.choose(option.zh(), option.en()));
    }
}
