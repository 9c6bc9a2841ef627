package io.wealthcrm.succession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wealthcrm.customer.Handover;
import io.wealthcrm.customer.Tier;
import io.wealthcrm.shared.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WorkingTest {
    private static final UUID UNIT = new UUID(9, 1);
    private static final UUID POOL = new UUID(9, 2);
    private static final UUID LEAD = new UUID(9, 3);
    private static final Leaver LEAVER = new Leaver(new UUID(9, 4), UNIT, true, false, LEAD);
    private static final Candidate HEIR = new Candidate(new UUID(9, 5), "接手人", UNIT, false, true, 1, Set.of());

    private static Served customer(int id, UUID lead, long openOrders) {
        return new Served(new UUID(1, id), UNIT, POOL, lead, null, Tier.GOLD, BigDecimal.TEN, openOrders);
    }

    private static Working work(SuccessionKind kind, Destination plan, List<Heir> heirs, Served... customers) {
        Asked asked = new Asked(kind, LEAVER, plan, heirs, null);
        return new Working(asked, Placing.of(List.of(customers), heirs, Map.of(HEIR.id(), HEIR)));
    }

    private static List<Heir> heir() {
        return List.of(new Heir(HEIR.id(), null, null, null, null));
    }

    @Test
    void whomNobodyTakesGoesToThePoolAndTheirOrdersToTheLead() {
        Served busy = customer(1, LEAD, 2);
        Served idle = customer(2, LEAD, 0);
        Served taken = customer(0, LEAD, 1);

        Working working = work(
                SuccessionKind.OFFBOARDING,
                Destination.POOL,
                List.of(new Heir(HEIR.id(), Set.of(taken.id()), null, null, null)),
                busy,
                idle,
                taken);

        assertThat(working.handovers())
                .containsExactly(
                        new Handover(taken.id(), LEAVER.id(), UNIT, HEIR.id(), UNIT, HEIR.id(), UNIT),
                        new Handover(busy.id(), LEAVER.id(), UNIT, null, POOL, LEAD, UNIT),
                        new Handover(idle.id(), LEAVER.id(), UNIT, null, POOL, null, UNIT));
        assertThat(working.openOrders()).isEqualTo(3);
        assertThatCode(working::requirePossible).doesNotThrowAnyException();
    }

    @Test
    void withoutAnybodyToWorkOnOpenOrdersThePoolTakesNobody() {
        assertThatCode(
                        work(SuccessionKind.OFFBOARDING, Destination.POOL, List.of(), customer(1, null, 0))
                                ::requirePossible)
                .doesNotThrowAnyException();
        refused(
                work(SuccessionKind.OFFBOARDING, Destination.POOL, List.of(), customer(1, null, 1)),
                SuccessionProblem.NO_CARETAKER);
    }

    @Test
    void whoLeavesLeavesNobodyBehindButWhoStaysMay() {
        Served one = customer(1, LEAD, 0);
        Served other = customer(2, LEAD, 0);
        refused(
                work(SuccessionKind.OFFBOARDING, Destination.TRANSFER, heir(), one, other),
                SuccessionProblem.CAPACITY_EXCEEDED);
        assertThatCode(work(SuccessionKind.TRANSFER, Destination.TRANSFER, heir(), one, other)::requirePossible)
                .doesNotThrowAnyException();
        refused(work(SuccessionKind.TRANSFER, Destination.TRANSFER, heir()), SuccessionProblem.NOTHING_TO_TRANSFER);
    }

    @Test
    void theTokenSaysWhoGetsWhomAndWhatIsUnderWay() {
        String token = token(1, 0);

        assertThat(token(1, 0)).isEqualTo(token);
        assertThat(token(2, 0)).isNotEqualTo(token);
        assertThat(token(1, 1)).isNotEqualTo(token);
        Working changed = work(SuccessionKind.OFFBOARDING, Destination.POOL, heir(), customer(1, LEAD, 2));
        assertThatThrownBy(() -> changed.requireAsPreviewed(token, outcome(0)))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                        .isEqualTo(SuccessionProblem.PLAN_OUTDATED));
    }

    private static String token(int orders, int tasks) {
        return work(SuccessionKind.OFFBOARDING, Destination.POOL, heir(), customer(1, LEAD, orders))
                .token(outcome(tasks));
    }

    private static Outcome outcome(int tasks) {
        return new Outcome(1, 0, 1, tasks, 0, 0, 0, 0, List.of());
    }

    private static void refused(Working working, SuccessionProblem code) {
        assertThatThrownBy(working::requirePossible)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }
}
