package io.wealthcrm.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wealthcrm.shared.Problem;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskAssessmentTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @ParameterizedTest
    @CsvSource({"1, C1", "2, C2", "3, C3", "4, C4", "5, C5"})
    void givesTheLevelByTheSum(int each, RiskTolerance level) {
        assertThat(level(Collections.nCopies(10, each))).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({
        "18, C1", "19, C2", "26, C2", "27, C3", "34, C3", "35, C4", "42, C4", "43, C5", "50, C5",
    })
    void changesLevelRightAboveABound(int sum, RiskTolerance level) {
        assertThat(level(answersOf(sum))).isEqualTo(level);
    }

    @Test
    void putsWhoBearsNoLossIntoTheLowestCategory() {
        assertThat(level(List.of(5, 5, 5, 5, 5, 5, 5, 5, 5, 1))).isEqualTo(RiskTolerance.C1);
    }

    @Test
    void holdsThreeYearsWhereNothingElseIsSaid() {
        NewRiskAssessment dated = of(null, null).dated(TODAY);
        assertThat(dated.assessedOn()).isEqualTo(TODAY);
        assertThat(dated.validUntil()).isEqualTo(TODAY.plusYears(3));
    }

    @Test
    void refusesALongerTermAFutureOneAndAnEndedOne() {
        assertThatThrownBy(() -> of(TODAY, TODAY.plusYears(3).plusDays(1)).dated(TODAY))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> of(TODAY.plusDays(1), null).dated(TODAY)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> of(LocalDate.MAX, null).dated(TODAY)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> of(LocalDate.MIN, null).dated(TODAY)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> of(TODAY.minusYears(3).minusDays(1), null).dated(TODAY))
                .isInstanceOf(Problem.class);
        assertThat(of(TODAY.minusYears(3), null).dated(TODAY).validUntil()).isEqualTo(TODAY);
    }

    @Test
    void addsThePointsOfTheOptionsChosen() {
        Questionnaire halved = questionnaire(1, 1, 2, 2, 3);
        assertThat(halved.judge(Collections.nCopies(10, 4)).score()).isEqualTo(20);
        assertThat(halved.judge(Collections.nCopies(10, 4)).level()).isEqualTo(RiskTolerance.C2);
    }

    @Test
    void refusesAnOptionTheQuestionDoesNotHave() {
        Questionnaire short3 = questionnaire(1, 2, 3);
        assertThatThrownBy(() -> short3.judge(List.of(1, 1, 4, 1, 1, 1, 1, 1, 1, 2)))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.errors())
                        .extracting(Problem.Invalid::pointer)
                        .containsExactly("/answers/2"));
        assertThat(short3.judge(Collections.nCopies(10, 3)).score()).isEqualTo(30);
    }

    private static RiskTolerance level(List<Integer> answers) {
        return questionnaire(1, 2, 3, 4, 5).judge(answers).level();
    }

    /** Ten questions whose options count so many points, with the bands of the first version. */
    private static Questionnaire questionnaire(int... points) {
        Questionnaire questionnaire = new Questionnaire();
        List<Questionnaire.Option> options = java.util.Arrays.stream(points)
                .mapToObj(each -> new Questionnaire.Option("选项", "option", each))
                .toList();
        questionnaire.questions = new Questionnaire.Questions(
                Collections.nCopies(10, new Questionnaire.Question("问题", "question", options)));
        questionnaire.bands = new short[] {18, 26, 34, 42};
        return questionnaire;
    }

    private static NewRiskAssessment of(LocalDate on, LocalDate until) {
        return new NewRiskAssessment(Collections.nCopies(10, 3), on, until, null);
    }

    /** Ten answers of this sum, the last not 1. */
    private static List<Integer> answersOf(int sum) {
        int[] answers = new int[10];
        java.util.Arrays.fill(answers, 1);
        answers[9] = 2;
        int left = sum - 11;
        for (int i = 9; i >= 0 && left > 0; i--) {
            int more = Math.min(left, 5 - answers[i]);
            answers[i] += more;
            left -= more;
        }
        return java.util.Arrays.stream(answers).boxed().toList();
    }
}
