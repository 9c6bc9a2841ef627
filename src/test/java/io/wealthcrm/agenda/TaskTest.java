package io.wealthcrm.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every legal and every illegal step of a task. */
class TaskTest {
    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    private static final Instant DUE = NOW.plus(Duration.ofDays(1));
    private static final UUID BY = Ids.next();
    private static final List<Function<Task, TaskMove>> STEPS = List.of(
            task -> task.edit(new TaskEdit("改期", null, Priority.LOW), BY, NOW),
            task -> task.snooze(DUE.plusSeconds(1), BY, NOW),
            task -> task.assign(Ids.next(), null, BY, NOW),
            task -> task.complete("已联系", BY, NOW),
            task -> task.cancel("不再需要", BY, NOW));

    @Test
    void opensForWhoeverSaysSoUnlessForSomebodyElse() {
        Task own = open(null);
        assertThat(own.assigneeId).isEqualTo(BY);
        assertThat(own.priority).isEqualTo(Priority.NORMAL);
        assertThat(own.firstDueAt).isEqualTo(own.dueAt).isEqualTo(DUE);
        UUID other = Ids.next();
        assertThat(open(other).assigneeId).isEqualTo(other);
    }

    @Test
    void snoozingMovesTheTimeButNotThePlan() {
        Task task = open(null);
        TaskMove move = task.snooze(DUE.plusSeconds(60), BY, NOW);
        assertThat(task.dueAt).isEqualTo(DUE.plusSeconds(60));
        assertThat(task.firstDueAt).isEqualTo(DUE);
        assertThat(move.dueAt).isEqualTo(task.dueAt);
        assertThat(move.kind).isEqualTo(TaskMoveKind.SNOOZED);
        for (Instant never : List.of(NOW.minusSeconds(3600), DUE.minusSeconds(1), NOW.plus(Duration.ofDays(4000)))) {
            assertThatThrownBy(() -> task.snooze(never, BY, NOW)).isInstanceOf(Problem.class);
        }
        assertThat(task.dueAt).isEqualTo(DUE.plusSeconds(60));
    }

    @Test
    void endsOnceAndSaysHow() {
        Task task = open(null);
        TaskMove move = task.complete("已联系", BY, NOW);
        assertThat(move.kind).isEqualTo(TaskMoveKind.DONE);
        assertThat(task.state).isEqualTo(TaskState.DONE);
        assertThat(task.endedAt).isEqualTo(NOW);
        assertThat(task.endedBy).isEqualTo(BY);
        assertThat(task.outcome).isEqualTo("已联系");
        assertThat(open(null).cancel(null, BY, NOW).kind).isEqualTo(TaskMoveKind.CANCELLED);
    }

    @ParameterizedTest
    @EnumSource(
            value = TaskState.class,
            names = {"DONE", "CANCELLED"})
    void nothingHappensToWhatHasEnded(TaskState ended) {
        for (Function<Task, TaskMove> step : STEPS) {
            Task task = open(null);
            task.state = ended;
            assertThatThrownBy(() -> step.apply(task)).isInstanceOfSatisfying(Problem.class, problem -> {
                assertThat(problem.code()).isEqualTo(AgendaProblem.TASK_ENDED);
                assertThat(problem.context()).containsEntry("current", ended);
            });
            assertThat(task.title).isEqualTo("准备材料");
            assertThat(task.dueAt).isEqualTo(DUE);
            assertThat(task.assigneeId).isEqualTo(BY);
            assertThat(task.state).isEqualTo(ended);
        }
    }

    private static Task open(UUID assignee) {
        return Task.open(new NewTask("准备材料", null, null, assignee, null, DUE), BY, NOW);
    }
}
