package io.wealthcrm.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemBodyTest {
    @Test
    void messagesOfInvalidMembersAreInTheLanguageAskedFor() {
        Problem problem = Problem.invalid(List.of(
                new Problem.Invalid("/a", "EMPTY", "须为空 / must be empty"),
                new Problem.Invalid("/b", "PAST", "≤ 2026-11-23"),
                new Problem.Invalid("/c", "NONE", null)));
        assertThat(messages(problem, Language.ZH_CN)).containsExactly("须为空", "≤ 2026-11-23", null);
        assertThat(messages(problem, Language.EN)).containsExactly("must be empty", "≤ 2026-11-23", null);
    }

    private static List<String> messages(Problem problem, Language language) {
        return ProblemBody.of(problem, language, "/").errors().stream()
                .map(Problem.Invalid::message)
                .toList();
    }
}
