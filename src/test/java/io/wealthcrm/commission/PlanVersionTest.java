package io.wealthcrm.commission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wealthcrm.shared.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A version's way from draft to superseded. */
class PlanVersionTest {
    private static final Instant NOW = Instant.parse("2026-03-15T02:00:00Z");
    private static final LocalDate APRIL = LocalDate.of(2026, 4, 1);

    private final UUID drafter = UUID.randomUUID();
    private final UUID editor = UUID.randomUUID();
    private final PlanVersion version = PlanVersion.draft(UUID.randomUUID(), UUID.randomUUID(), 1, drafter, NOW);

    @Test
    void whoWroteTheRulesLastDoesNotApproveThem() {
        assertRefused(() -> version.approve(drafter, APRIL, NOW), CommissionProblem.COMMISSION_SECOND_PERSON);
        version.redraft(editor, NOW);
        assertRefused(() -> version.approve(editor, APRIL, NOW), CommissionProblem.COMMISSION_SECOND_PERSON);
        assertThat(version.statusOn(APRIL)).isEqualTo(PlanVersion.Status.DRAFT);
        version.approve(drafter, APRIL, NOW);
        assertThat(version.statusOn(APRIL)).isEqualTo(PlanVersion.Status.ACTIVE);
    }

    @Test
    void anApprovedVersionStays() {
        version.approve(editor, APRIL, NOW);
        assertRefused(() -> version.redraft(drafter, NOW), CommissionProblem.PLAN_VERSION_APPROVED);
        assertRefused(() -> version.approve(editor, APRIL, NOW), CommissionProblem.PLAN_VERSION_APPROVED);
    }

    @Test
    void itIsSupersededOnTheDayTheNextBegins() {
        version.approve(editor, APRIL, NOW);
        version.validUntil = LocalDate.of(2026, 7, 1);
        assertThat(version.statusOn(LocalDate.of(2026, 6, 30))).isEqualTo(PlanVersion.Status.ACTIVE);
        assertThat(version.statusOn(LocalDate.of(2026, 7, 1))).isEqualTo(PlanVersion.Status.SUPERSEDED);
    }

    private static void assertRefused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable move, CommissionProblem code) {
        assertThatThrownBy(move).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                .isEqualTo(code));
    }
}
