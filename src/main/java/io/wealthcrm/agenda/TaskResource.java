package io.wealthcrm.agenda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** What people are to do (待办); {@code /tasks} are the steps of approvals. */
@Path("/api/v1/agenda/tasks")
class TaskResource {
    private final Tasks tasks;
    private final TaskQueries queries;
    private final Callers callers;

    TaskResource(Tasks tasks, TaskQueries queries, Callers callers) {
        this.tasks = tasks;
        this.queries = queries;
        this.callers = callers;
    }

    /** @param outcome what came of it */
    record TaskCompletion(@Size(min = 1, max = 1000) String outcome) {}

    record TaskCancellation(@Size(min = 1, max = 1000) String reason) {}

    /** @param until in the future, and not before the task was first due */
    record Snooze(@NotNull Instant until) {}

    /** @param assigneeId oneself, or somebody below who sees the task's customer */
    record Assignment(@NotNull UUID assigneeId, @Size(min = 1, max = 1000) String note) {}

    /** One's own, those one made and those of whom one leads, the earliest due first; open ones where nothing else is said. */
    @GET
    @RolesAllowed(Access.STAFF)
    public Uni<Page<AgendaTaskView>> list(@Valid @BeanParam TaskFilter filter, @Valid @BeanParam PageRequest page) {
        return queries.list(callers.current(), filter, page);
    }

    @POST
    @RolesAllowed(Access.STAFF)
    @Idempotent
    public Uni<RestResponse<AgendaTaskView>> open(@Valid @NotNull NewTask input) {
        return tasks.open(callers.current(), input).map(task -> Created.at("/api/v1/agenda/tasks/" + task.id(), task));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Access.STAFF)
    public Uni<AgendaTaskView> get(@RestPath UUID id) {
        return queries.view(callers.current(), id);
    }

    /** Who did what with it, in order, on one page. */
    @GET
    @Path("/{id}/moves")
    @RolesAllowed(Access.STAFF)
    public Uni<Page<TaskMoveView>> moves(@RestPath UUID id) {
        return queries.moves(callers.current(), id);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({"application/json", "application/merge-patch+json"})
    @RolesAllowed(Access.STAFF)
    public Uni<AgendaTaskView> change(
            @RestPath UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = TaskEdit.class))) @NotNull
                    ObjectNode patch) {
        return tasks.change(callers.current(), id, ifMatch, patch);
    }

    @POST
    @Path("/{id}/completion")
    @RolesAllowed(Access.STAFF)
    @Idempotent
    public Uni<AgendaTaskView> complete(@RestPath UUID id, @Valid @NotNull TaskCompletion completion) {
        return tasks.complete(callers.current(), id, completion.outcome());
    }

    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed(Access.STAFF)
    @Idempotent
    public Uni<AgendaTaskView> cancel(@RestPath UUID id, @Valid @NotNull TaskCancellation cancellation) {
        return tasks.cancel(callers.current(), id, cancellation.reason());
    }

    /** Moves its time; when it was first due stays on record. */
    @POST
    @Path("/{id}/snooze")
    @RolesAllowed(Access.STAFF)
    @Idempotent
    public Uni<AgendaTaskView> snooze(@RestPath UUID id, @Valid @NotNull Snooze snooze) {
        return tasks.snooze(callers.current(), id, snooze.until());
    }

    @POST
    @Path("/{id}/assignment")
    @RolesAllowed(Access.STAFF)
    @Idempotent
    public Uni<AgendaTaskView> assign(@RestPath UUID id, @Valid @NotNull Assignment assignment) {
        return tasks.assign(callers.current(), id, assignment.assigneeId(), assignment.note());
    }
}
