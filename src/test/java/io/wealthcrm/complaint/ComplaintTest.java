package io.wealthcrm.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.ProblemCode;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ComplaintTest {
    private static final Instant T0 = Instant.parse("2026-09-22T02:00:00Z");
    private static final Deadlines DEADLINES =
            new Deadlines(T0.plusSeconds(100), T0.plusSeconds(200), T0.plusSeconds(300), T0.plusSeconds(400));
    private static final UUID ADVISOR = UUID.randomUUID();
    private static final UUID LEAD = UUID.randomUUID();
    private static final UUID ABOUT = UUID.randomUUID();

    private static final Map<ComplaintStep, Consumer<Complaint>> STEPS = new EnumMap<>(Map.of(
            ComplaintStep.ASSIGNED, one -> one.assign(LEAD, ADVISOR, T0, null),
            ComplaintStep.HANDED_OVER, one -> one.handOver(LEAD, LEAD, T0, null),
            ComplaintStep.ANSWERED, one -> one.answer(ADVISOR, T0, "已处理", "沟通不足"),
            ComplaintStep.REOPENED, one -> one.reopen(LEAD, T0, "客户不满意"),
            ComplaintStep.CLOSED, one -> one.close(LEAD, T0, null),
            ComplaintStep.ESCALATED, one -> one.escalate(LEAD, T0, "情况严重"),
            ComplaintStep.EDITED, one -> one.edit(LEAD, T0, regraded(one, 1, ABOUT)),
            ComplaintStep.RATED, one -> one.rate(LEAD, T0, 5, null)));

    /** Every step there is, from each state it may be done in, and where it leads. */
    private static final Map<ComplaintStep, Map<ComplaintState, ComplaintState>> LEGAL = Map.of(
            ComplaintStep.ASSIGNED, Map.of(ComplaintState.OPEN, ComplaintState.ASSIGNED),
            ComplaintStep.HANDED_OVER, Map.of(ComplaintState.ASSIGNED, ComplaintState.ASSIGNED),
            ComplaintStep.ANSWERED, Map.of(ComplaintState.ASSIGNED, ComplaintState.ANSWERED),
            ComplaintStep.REOPENED, Map.of(ComplaintState.ANSWERED, ComplaintState.ASSIGNED),
            ComplaintStep.CLOSED, Map.of(ComplaintState.ANSWERED, ComplaintState.CLOSED),
            ComplaintStep.ESCALATED,
                    Map.of(
                            ComplaintState.OPEN, ComplaintState.OPEN,
                            ComplaintState.ASSIGNED, ComplaintState.ASSIGNED,
                            ComplaintState.ANSWERED, ComplaintState.ANSWERED),
            ComplaintStep.EDITED,
                    Map.of(
                            ComplaintState.OPEN, ComplaintState.OPEN,
                            ComplaintState.ASSIGNED, ComplaintState.ASSIGNED,
                            ComplaintState.ANSWERED, ComplaintState.ANSWERED),
            ComplaintStep.RATED, Map.of(ComplaintState.CLOSED, ComplaintState.CLOSED));

    static List<Arguments> everyStepInEveryState() {
        return STEPS.keySet().stream()
                .flatMap(step -> Arrays.stream(ComplaintState.values()).map(state -> Arguments.of(step, state)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("everyStepInEveryState")
    void a_step_leads_where_it_should_or_is_refused_and_changes_nothing(ComplaintStep step, ComplaintState state) {
        Complaint one = in(state, ComplaintKind.COMPLAINT);
        int written = one.moves.size();
        ComplaintState after = LEGAL.get(step).get(state);
        if (after == null) {
            refuses(ComplaintProblem.COMPLAINT_STATE, () -> STEPS.get(step).accept(one));
            assertThat(one.state).isEqualTo(state);
            assertThat(one.moves).hasSize(written);
        } else {
            STEPS.get(step).accept(one);
            assertThat(one.state).isEqualTo(after);
            ComplaintMove move = one.moves.get(written);
            assertThat(one.moves).hasSize(written + 1);
            assertThat(move.step()).isEqualTo(step);
            assertThat(List.of(move.from(), move.to())).containsExactly(state, after);
        }
    }

    @Test
    void its_history_says_who_did_what_and_who_had_it() {
        Complaint one = in(ComplaintState.CLOSED, ComplaintKind.COMPLAINT);
        assertThat(one.moves)
                .extracting(ComplaintMove::step)
                .containsExactly(
                        ComplaintStep.OPENED, ComplaintStep.ASSIGNED, ComplaintStep.ANSWERED, ComplaintStep.CLOSED);
        assertThat(one.moves).extracting(ComplaintMove::by).containsExactly(LEAD, LEAD, ADVISOR, LEAD);
        assertThat(one.moves).extracting(ComplaintMove::assignee).containsExactly(null, ADVISOR, ADVISOR, ADVISOR);
        assertThat(one.moves.get(0).from()).isNull();
    }

    @ParameterizedTest
    @EnumSource(ComplaintKind.class)
    void whom_it_is_about_works_on_none_of_it(ComplaintKind kind) {
        refuses(ComplaintProblem.CONFLICT_OF_INTEREST, () -> in(ComplaintState.OPEN, kind)
                .assign(LEAD, ABOUT, T0, null));
        refuses(ComplaintProblem.CONFLICT_OF_INTEREST, () -> in(ComplaintState.OPEN, kind)
                .assign(ABOUT, LEAD, T0, null));
        refuses(ComplaintProblem.CONFLICT_OF_INTEREST, () -> in(ComplaintState.ASSIGNED, kind)
                .handOver(LEAD, ABOUT, T0, null));
        refuses(ComplaintProblem.CONFLICT_OF_INTEREST, () -> in(ComplaintState.ANSWERED, kind)
                .close(ABOUT, T0, null));
        refuses(ComplaintProblem.CONFLICT_OF_INTEREST, () -> in(ComplaintState.ANSWERED, kind)
                .reopen(ABOUT, T0, "重新处理"));
        refuses(ComplaintProblem.CONFLICT_OF_INTEREST, () -> in(ComplaintState.OPEN, kind)
                .escalate(ABOUT, T0, "升级"));
    }

    @Test
    void only_who_has_it_answers_and_a_complaint_has_a_cause() {
        Complaint one = in(ComplaintState.ASSIGNED, ComplaintKind.COMPLAINT);
        refuses(ComplaintProblem.NOT_THE_ASSIGNEE, () -> one.answer(LEAD, T0, "已处理", "原因"));
        assertThatThrownBy(() -> one.answer(ADVISOR, T0, "已处理", null))
                .isInstanceOfSatisfying(
                        Problem.class,
                        refused -> assertThat(refused.errors().get(0).pointer()).isEqualTo("/rootCause"));
        assertThat(one.state).isEqualTo(ComplaintState.ASSIGNED);
        Complaint request = in(ComplaintState.ASSIGNED, ComplaintKind.SERVICE_REQUEST);
        request.answer(ADVISOR, T0, "已寄出", null);
        assertThat(request.answeredBy).isEqualTo(ADVISOR);
    }

    @Test
    void who_answered_a_complaint_does_not_close_it_but_a_service_request() {
        Complaint complaint = in(ComplaintState.ANSWERED, ComplaintKind.COMPLAINT);
        refuses(ComplaintProblem.ANSWERER_MAY_NOT_CLOSE, () -> complaint.close(ADVISOR, T0, null));
        Complaint request = in(ComplaintState.ANSWERED, ComplaintKind.SERVICE_REQUEST);
        request.close(ADVISOR, T0, null);
        assertThat(request.closedBy).isEqualTo(ADVISOR);
    }

    @Test
    void the_next_time_that_counts_follows_its_way() {
        Complaint one = in(ComplaintState.OPEN, ComplaintKind.COMPLAINT);
        assertThat(one.escalateAt).isEqualTo(DEADLINES.firstDueAt());
        one.assign(LEAD, ADVISOR, T0, null);
        assertThat(one.escalateAt).isEqualTo(DEADLINES.dueAt());
        one.answer(ADVISOR, T0, "已处理", "原因");
        assertThat(one.escalateAt).isNull();
        one.reopen(LEAD, T0.plusSeconds(1000), "不满意");
        assertThat(one.countsFrom).isEqualTo(T0.plusSeconds(1000));
        one.limit(1, DEADLINES);
        assertThat(one.escalateAt).isEqualTo(DEADLINES.dueAt());
        for (int level = 1; level < Complaint.TOP; level++) {
            one.escalate(LEAD, T0, "升级");
            assertThat(one.escalateAt).isEqualTo(DEADLINES.dueAt());
        }
        one.escalate(LEAD, T0, "升级");
        assertThat(one.escalateAt).isNull();
        refuses(ComplaintProblem.ESCALATED_TO_THE_TOP, () -> one.escalate(LEAD, T0, "升级"));
    }

    @Test
    void it_is_handed_to_somebody_else_and_rated_once() {
        Complaint one = in(ComplaintState.ASSIGNED, ComplaintKind.COMPLAINT);
        refuses(ComplaintProblem.COMPLAINT_ASSIGNEE_UNKNOWN, () -> one.handOver(LEAD, ADVISOR, T0, null));
        one.handOver(LEAD, LEAD, T0, "出差");
        assertThat(one.assigneeId).isEqualTo(LEAD);
        Complaint closed = in(ComplaintState.CLOSED, ComplaintKind.COMPLAINT);
        closed.rate(LEAD, T0, 4, null);
        refuses(ComplaintProblem.COMPLAINT_RATED, () -> closed.rate(LEAD, T0, 5, null));
        assertThat(closed.rating.rating()).isEqualTo((short) 4);
    }

    @Test
    void an_edit_says_what_it_changed_and_never_leaves_it_with_whom_it_is_about() {
        Complaint one = in(ComplaintState.ASSIGNED, ComplaintKind.COMPLAINT);
        int written = one.moves.size();
        one.edit(LEAD, T0, ComplaintEdit.of(one));
        assertThat(one.moves).as("nothing changed").hasSize(written);
        one.edit(LEAD, T0, regraded(one, 4, null));
        assertThat(one.moves.get(written).note()).isEqualTo("severity, aboutUserId");
        assertThat(one.severity).isEqualTo((short) 4);
        refuses(ComplaintProblem.CONFLICT_OF_INTEREST, () -> one.edit(LEAD, T0, regraded(one, 4, ADVISOR)));
        refuses(ComplaintProblem.CONFLICT_OF_INTEREST, () -> in(ComplaintState.OPEN, ComplaintKind.COMPLAINT)
                .edit(ABOUT, T0, regraded(one, 4, null)));
    }

    private static ComplaintEdit regraded(Complaint one, int severity, UUID about) {
        return new ComplaintEdit(one.category, severity, one.subject, one.orderId, one.productId, about, one.rootCause);
    }

    private static Complaint in(ComplaintState state, ComplaintKind kind) {
        NewComplaint input = new NewComplaint(
                        kind, ComplaintCategory.SERVICE, 2, "服务态度", "电话无人接听", null, null, null, ABOUT)
                .byStaff();
        Complaint one = Complaint.open(UUID.randomUUID(), UUID.randomUUID(), input, LEAD, T0);
        one.limit(1, DEADLINES);
        if (state != ComplaintState.OPEN) {
            one.assign(LEAD, ADVISOR, T0, null);
        }
        if (state == ComplaintState.ANSWERED || state == ComplaintState.CLOSED) {
            one.answer(ADVISOR, T0, "已处理", "沟通不足");
        }
        if (state == ComplaintState.CLOSED) {
            one.close(LEAD, T0, null);
        }
        return one;
    }

    private static void refuses(ProblemCode code, ThrowingCallable step) {
        assertThatThrownBy(step).isInstanceOfSatisfying(Problem.class, refused -> assertThat(refused.code())
                .isEqualTo(code));
    }
}
