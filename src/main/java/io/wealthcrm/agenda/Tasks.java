package io.wealthcrm.agenda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.MergePatch;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;

/** The way of a task: opened, changed, snoozed, assigned, ended. Each step is one transaction with its history and news. */
@ApplicationScoped
class Tasks {
    private final TaskQueries queries;
    private final Assignees assignees;
    private final TaskNews news;
    private final FollowUpRuns runs;
    private final TimelineNews timelines;
    private final MergePatch mergePatch;
    private final Clock clock;

    Tasks(
            TaskQueries queries,
            Assignees assignees,
            TaskNews news,
            FollowUpRuns runs,
            TimelineNews timelines,
            MergePatch mergePatch,
            Clock clock) {
        this.queries = queries;
        this.assignees = assignees;
        this.news = news;
        this.runs = runs;
        this.timelines = timelines;
        this.mergePatch = mergePatch;
        this.clock = clock;
    }

    /** @throws Problem INVALID_INPUT, NOT_FOUND (customer), UNKNOWN_ASSIGNEE */
    @WithTransaction
    Uni<AgendaTaskView> open(Caller caller, NewTask input) {
        input.check(clock.instant());
        Task task = Task.open(input, caller.userId(), clock.instant());
        return assignees
                .require(caller, task.assigneeId, task.customerId)
                .chain(() -> Db.persist(task))
                .chain(() -> given(task, TaskMove.of(task, TaskMoveKind.OPENED, caller.userId(), task.createdAt, null)))
                .chain(() -> queries.view(caller, task.id));
    }

    /** @throws Problem NOT_FOUND, VERSION_REQUIRED, STALE_VERSION, UNKNOWN_FIELD, INVALID_INPUT, TASK_ENDED */
    @WithTransaction
    Uni<AgendaTaskView> change(Caller caller, UUID id, String ifMatch, ObjectNode patch) {
        return moved(caller, id, (task, now) -> {
            Version.require(ifMatch, task.version);
            TaskEdit edit = mergePatch.apply(new TaskEdit(task.title, task.note, task.priority), patch, TaskEdit.class);
            return task.edit(edit, caller.userId(), now);
        });
    }

    /** @throws Problem NOT_FOUND, INVALID_INPUT, TASK_ENDED */
    @WithTransaction
    Uni<AgendaTaskView> snooze(Caller caller, UUID id, Instant until) {
        return moved(caller, id, (task, now) -> task.snooze(until, caller.userId(), now));
    }

    /** @throws Problem NOT_FOUND, UNKNOWN_ASSIGNEE, TASK_ENDED */
    @WithTransaction
    Uni<AgendaTaskView> assign(Caller caller, UUID id, UUID to, String note) {
        return queries.locked(caller, id)
                .call(task -> assignees.require(caller, to, task.customerId))
                .call(task -> news.seenTo(id, task.assigneeId))
                .call(task -> given(task, task.assign(to, note, caller.userId(), clock.instant())))
                .chain(() -> queries.view(caller, id));
    }

    private Uni<Void> given(Task task, TaskMove move) {
        return Db.persist(move).chain(() -> news.assigned(task, move));
    }

    /** Told on the timeline of the assignee's own customer. @throws Problem NOT_FOUND, TASK_ENDED */
    @WithTransaction
    Uni<AgendaTaskView> complete(Caller caller, UUID id, String outcome) {
        return queries.locked(caller, id)
                .call(task -> Db.persist(task.complete(outcome, caller.userId(), clock.instant())))
                .call(task -> timelines.tell(task.entry(), task.assigneeId))
                .call(this::ended)
                .chain(() -> queries.view(caller, id));
    }

    /** @throws Problem NOT_FOUND, TASK_ENDED */
    @WithTransaction
    Uni<AgendaTaskView> cancel(Caller caller, UUID id, String reason) {
        return queries.locked(caller, id)
                .call(task -> Db.persist(task.cancel(reason, caller.userId(), clock.instant())))
                .call(this::ended)
                .chain(() -> queries.view(caller, id));
    }

    private Uni<Void> ended(Task task) {
        return news.seenTo(task.id, task.assigneeId).chain(() -> runs.settle(task));
    }

    /** The move's flush writes the task as well, so that the view reads it as it is now. */
    private Uni<AgendaTaskView> moved(Caller caller, UUID id, BiFunction<Task, Instant, TaskMove> step) {
        return queries.locked(caller, id)
                .chain(task -> Db.persist(step.apply(task, clock.instant())))
                .chain(() -> queries.view(caller, id));
    }
}
