package io.wealthcrm.agenda;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.notification.Notice;
import io.wealthcrm.notification.NoticeKind;
import io.wealthcrm.notification.Notifications;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Tells people of tasks, and takes back what no longer waits for them. Each call joins the caller's transaction. */
@ApplicationScoped
class TaskNews {
    private static final List<NoticeKind> KINDS =
            List.of(NoticeKind.TASK_ASSIGNED, NoticeKind.FOLLOW_UP, NoticeKind.TASK_OVERDUE);

    private static final Duration WORTH_A_PUSH = Duration.ofDays(1);

    private final Notifications notifications;

    TaskNews(Notifications notifications) {
        this.notifications = notifications;
    }

    /** Somebody else gave it to who has it now. */
    Uni<Void> assigned(Task task, TaskMove move) {
        if (move.byId.equals(task.assigneeId)) {
            return Uni.createFrom().voidItem();
        }
        return notifications.tell(new Notice(
                NoticeKind.TASK_ASSIGNED,
                List.of(task.assigneeId),
                task.id,
                move.id.toString(),
                Map.of("taskId", task.id.toString()),
                task.dueAt.plus(WORTH_A_PUSH)));
    }

    /**
     * What was told of tasks goes with them.
     *
     * @param at as for {@link Notifications#follow}
     * @param moved a select of {@code entity_id, from_id, to_id}
     */
    Uni<Void> follow(Instant at, String moved, Object... params) {
        return notifications.follow(KINDS, at, moved, params);
    }

    /** After they were taken back. @param at when they had gone */
    Uni<Void> bringBack(Instant at, String moved, Object... params) {
        return notifications.bringBack(KINDS, at, moved, params);
    }

    /** Nothing of the task waits for the person any more; null for nobody. */
    Uni<Void> seenTo(UUID task, UUID person) {
        if (person == null) {
            return Uni.createFrom().voidItem();
        }
        return Multi.createFrom()
                .iterable(KINDS)
                .onItem()
                .transformToUniAndConcatenate(kind -> notifications.cancel(kind, task, person))
                .collect()
                .last()
                .replaceWithVoid();
    }
}
