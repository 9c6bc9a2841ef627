package io.wealthcrm.agenda;

import io.wealthcrm.shared.Ids;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** One step of a task's history: who did what when, and whose it was then. */
@Entity
@Immutable
@Table(name = "task_moves")
class TaskMove {
    /** In the order of the moves. */
    @Id
    UUID id;

    UUID taskId;

    @Enumerated(EnumType.STRING)
    TaskMoveKind kind;

    Instant at;
    UUID byId;
    UUID assigneeId;
    Instant dueAt;
    String note;

    static TaskMove of(Task task, TaskMoveKind kind, UUID by, Instant at, String note) {
        TaskMove move = new TaskMove();
        move.id = Ids.next();
        move.taskId = task.id;
        move.kind = kind;
        move.at = at;
        move.byId = by;
        move.assigneeId = task.assigneeId;
        move.dueAt = task.dueAt;
        move.note = note;
        return move;
    }
}
