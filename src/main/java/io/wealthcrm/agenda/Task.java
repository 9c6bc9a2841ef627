package io.wealthcrm.agenda;

import io.wealthcrm.customer.TimelineEntry;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Problem;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Something somebody is to do: OPEN → DONE | CANCELLED. Whoever calls a transition holds the task's lock and stores the move
 * it answers.
 */
@Entity
@Table(name = "tasks")
class Task {
    @Id
    UUID id;

    String title;
    String note;
    UUID customerId;
    UUID assigneeId;

    @Enumerated(EnumType.STRING)
    TaskOrigin origin;

    UUID refId;

    @Enumerated(EnumType.STRING)
    Priority priority;

    Instant dueAt;
    Instant firstDueAt;

    @Enumerated(EnumType.STRING)
    TaskState state;

    Instant endedAt;
    UUID endedBy;
    String outcome;
    UUID createdBy;
    Instant createdAt;

    @Version
    long version;

    /** As somebody wrote it down; what comes of other records is opened by statements. */
    static Task open(NewTask input, UUID by, Instant now) {
        Task task = new Task();
        task.id = Ids.next();
        task.title = input.title().strip();
        task.note = input.note();
        task.customerId = input.customerId();
        task.assigneeId = input.assigneeId() == null ? by : input.assigneeId();
        task.origin = TaskOrigin.MANUAL;
        task.priority = input.priority() == null ? Priority.NORMAL : input.priority();
        task.dueAt = input.dueAt().truncatedTo(ChronoUnit.MICROS);
        task.firstDueAt = task.dueAt;
        task.state = TaskState.OPEN;
        task.createdBy = by;
        task.createdAt = now;
        return task;
    }

    /** @throws Problem TASK_ENDED */
    TaskMove edit(TaskEdit edit, UUID by, Instant now) {
        requireOpen();
        title = edit.title().strip();
        note = edit.note();
        priority = edit.priority();
        return TaskMove.of(this, TaskMoveKind.CHANGED, by, now, null);
    }

    /** To a later time. @throws Problem TASK_ENDED, INVALID_INPUT unless it is later than now and than it was planned */
    TaskMove snooze(Instant until, UUID by, Instant now) {
        requireOpen();
        NewTask.requireSoon("/until", until, now);
        if (until.isBefore(firstDueAt)) {
            throw Problem.invalid("/until", "RANGE", "不能早于原定时间 / not before " + firstDueAt);
        }
        dueAt = until.truncatedTo(ChronoUnit.MICROS);
        return TaskMove.of(this, TaskMoveKind.SNOOZED, by, now, null);
    }

    /** @throws Problem TASK_ENDED */
    TaskMove assign(UUID to, String why, UUID by, Instant now) {
        requireOpen();
        assigneeId = to;
        return TaskMove.of(this, TaskMoveKind.ASSIGNED, by, now, why);
    }

    /** @param what came of it, may be null. @throws Problem TASK_ENDED */
    TaskMove complete(String what, UUID by, Instant now) {
        return end(TaskState.DONE, TaskMoveKind.DONE, what, by, now);
    }

    /** @throws Problem TASK_ENDED */
    TaskMove cancel(String why, UUID by, Instant now) {
        return end(TaskState.CANCELLED, TaskMoveKind.CANCELLED, why, by, now);
    }

    private TaskMove end(TaskState end, TaskMoveKind kind, String what, UUID by, Instant now) {
        requireOpen();
        state = end;
        endedAt = now;
        endedBy = by;
        outcome = what;
        return TaskMove.of(this, kind, by, now, what);
    }

    private void requireOpen() {
        if (state != TaskState.OPEN) {
            throw Problem.of(AgendaProblem.TASK_ENDED, Map.of("current", state));
        }
    }

    /** What the customer's timeline tells of a task that is done. */
    TimelineEntry entry() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("summary", title);
        if (outcome != null) {
            data.put("outcome", outcome);
        }
        return new TimelineEntry(customerId, endedAt, "TASK_DONE", endedBy, id, data);
    }
}
