package io.wealthcrm.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Problem;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way of a request through its steps. */
class ApprovalRequestTest {
    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    private static final UUID PRODUCT = Ids.next();

    private final ApprovalRequest request = new ApprovalRequest();
    private List<ApprovalStep> live = List.of();

    ApprovalRequestTest() {
        request.id = Ids.next();
        request.requesterId = Ids.next();
        request.barred = new UUID[] {request.requesterId};
        request.line = new UUID[] {Ids.next()};
    }

    @Test
    void stagesFollowEachOtherAndStepsOfOneAreOpenTogether() {
        start(step(1, Role.TEAM_LEAD), step(3, Role.FINANCE), step(3, Role.EXECUTIVE));
        assertThat(statuses()).containsExactly("OPEN", "WAITING", "WAITING");
        assertThat(live.get(0).dueAt).isEqualTo(NOW.plus(Duration.ofHours(24)));
        decide(0, approve());
        assertThat(statuses()).containsExactly("APPROVED", "OPEN", "OPEN");
        decide(2, approve());
        assertThat(request.status).isEqualTo(ApprovalStatus.OPEN);
        decide(1, approve());
        assertThat(request.status).isEqualTo(ApprovalStatus.APPROVED);
        assertThat(request.endedAt).isEqualTo(NOW);
    }

    @Test
    void aRejectionEndsItAndOpenStepsBesideIt() {
        start(step(1, Role.FINANCE), step(1, Role.EXECUTIVE), step(2, Role.COMPLIANCE));
        decide(1, new ApprovalDecision(ApprovalVerdict.REJECT, null, "超预算"));
        assertThat(statuses()).containsExactly("CANCELLED", "REJECTED", "CANCELLED");
        assertThat(request.status).isEqualTo(ApprovalStatus.REJECTED);
        refused(ApprovalProblem.APPROVAL_ENDED, () -> decide(0, approve()));
    }

    @Test
    void aReturnToAnEarlierStageBeginsAfreshFromThere() {
        start(step(1, Role.TEAM_LEAD), step(2, Role.FINANCE), step(3, Role.EXECUTIVE));
        decide(0, approve());
        decide(1, approve());
        List<ApprovalStep> before = live;
        decide(2, new ApprovalDecision(ApprovalVerdict.RETURN, 2, "金额请再核对"));
        assertThat(before).extracting(step -> step.superseded).containsExactly(false, true, true);
        assertThat(statuses()).containsExactly("APPROVED", "OPEN", "WAITING");
        assertThat(request.stage).isEqualTo(2);
        decide(1, approve());
        decide(2, approve());
        assertThat(request.status).isEqualTo(ApprovalStatus.APPROVED);
    }

    @Test
    void aReturnNamesAnEarlierStageOfTheRequestOrNone() {
        start(step(2, Role.TEAM_LEAD), step(3, Role.FINANCE));
        for (int stage : new int[] {1, 2, 3}) {
            assertThatThrownBy(() -> decide(0, new ApprovalDecision(ApprovalVerdict.RETURN, stage, "重做")))
                    .isInstanceOf(Problem.class);
        }
        assertThat(statuses()).containsExactly("OPEN", "WAITING");
        decide(0, new ApprovalDecision(ApprovalVerdict.RETURN, null, "缺发票"));
        assertThat(request.status).isEqualTo(ApprovalStatus.RETURNED);
    }

    @Test
    void aDecisionAgainstNeedsAReasonAndAnApprovalNoStage() {
        start(step(1, Role.TEAM_LEAD));
        for (ApprovalDecision unsound : List.of(
                new ApprovalDecision(ApprovalVerdict.REJECT, null, " "),
                new ApprovalDecision(ApprovalVerdict.RETURN, null, null),
                new ApprovalDecision(ApprovalVerdict.APPROVE, 1, null))) {
            assertThatThrownBy(() -> decide(0, unsound)).isInstanceOf(Problem.class);
        }
        assertThat(statuses()).containsExactly("OPEN");
    }

    @Test
    void aStepIsDecidedOnceAndNotBeforeItsTurn() {
        start(step(1, Role.FINANCE), step(1, Role.EXECUTIVE), step(2, Role.COMPLIANCE));
        decide(0, approve());
        refused(ApprovalProblem.STEP_NOT_OPEN, () -> decide(0, approve()));
        refused(ApprovalProblem.STEP_NOT_OPEN, () -> decide(2, approve()));
    }

    @Test
    void withoutAStepThatAppliesNothingOpens() {
        request.amount = new BigDecimal("10.00");
        refused(ApprovalProblem.NO_APPROVAL_FLOW, () -> start(step("100.00", null, null)));
    }

    @ParameterizedTest
    @CsvSource({
        "99.99, false",
        "100.00, true",
        "199.99, true",
        "200.00, false",
        ", true",
    })
    void aStepAppliesFromAnAmountAndBelowAnother(BigDecimal amount, boolean applies) {
        assertThat(step("100.00", "200.00", null).appliesTo(amount, null)).isEqualTo(applies);
    }

    @Test
    void aStepOfAProductAppliesToThatOneOnly() {
        FlowStep step = step(null, null, PRODUCT);
        assertThat(step.appliesTo(null, PRODUCT)).isTrue();
        assertThat(step.appliesTo(null, Ids.next())).isFalse();
        assertThat(step.appliesTo(null, null)).isFalse();
    }

    private void start(FlowStep... flow) {
        live = request.start(List.of(flow), NOW);
    }

    private void decide(int index, ApprovalDecision decision) {
        List<ApprovalStep> fresh = request.decide(live, live.get(index), Ids.next(), Ids.next(), decision, NOW);
        live = Stream.concat(live.stream().filter(step -> !step.superseded), fresh.stream())
                .collect(ArrayList::new, List::add, List::addAll);
    }

    private List<String> statuses() {
        return live.stream().map(step -> step.status.name()).toList();
    }

    private static void refused(ApprovalProblem code, Runnable act) {
        assertThatThrownBy(act::run).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                .isEqualTo(code));
    }

    private static ApprovalDecision approve() {
        return new ApprovalDecision(ApprovalVerdict.APPROVE, null, null);
    }

    private static FlowStep step(int stage, Role role) {
        return FlowStep.of(Ids.next(), 1, new NewStep(stage, "步骤", role, null, null, null, null, 24));
    }

    private static FlowStep step(String from, String below, UUID product) {
        return FlowStep.of(
                Ids.next(),
                1,
                new NewStep(
                        1,
                        "步骤",
                        Role.FINANCE,
                        null,
                        from == null ? null : Money.of(from),
                        below == null ? null : Money.of(below),
                        product,
                        24));
    }
}
