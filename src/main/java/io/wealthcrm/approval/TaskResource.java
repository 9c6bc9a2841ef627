package io.wealthcrm.approval;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** What waits for the caller. */
@Path("/api/v1/tasks")
class TaskResource {
    private final Tasks tasks;
    private final Callers callers;

    TaskResource(Tasks tasks, Callers callers) {
        this.tasks = tasks;
        this.callers = callers;
    }

    /** Steps the caller may decide, by own roles or delegated ones; the longest due first, so what is overdue leads. */
    @GET
    @RolesAllowed(Access.STAFF)
    public Uni<Page<TaskView>> list(@Valid @BeanParam PageRequest page) {
        return tasks.page(callers.current(), page);
    }
}
