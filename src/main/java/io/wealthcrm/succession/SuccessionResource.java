package io.wealthcrm.succession;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.wall.Beyond;
import io.wealthcrm.shared.wall.BeyondSight;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** What was handed over. */
@Path("/api/v1/successions/{id}")
class SuccessionResource {
    private final Endings endings;
    private final SuccessionQueries queries;
    private final Callers callers;

    SuccessionResource(Endings endings, SuccessionQueries queries, Callers callers) {
        this.endings = endings;
        this.queries = queries;
        this.callers = callers;
    }

    static RestResponse<SuccessionView> created(SuccessionView view) {
        return Created.at("/api/v1/successions/" + view.id(), view);
    }

    @GET
    @RolesAllowed({"ADMIN", "TEAM_LEAD", "BRANCH_MANAGER", "OPERATIONS", "COMPLIANCE"})
    public Uni<SuccessionView> get(@RestPath UUID id) {
        return queries.one(callers.current(), id);
    }

    /** Who went to whom, customer by customer. */
    @GET
    @Path("/items")
    @RolesAllowed({"TEAM_LEAD", "BRANCH_MANAGER", "OPERATIONS", "COMPLIANCE"})
    public Uni<Page<SuccessionItem>> items(@RestPath UUID id, @Valid @BeanParam PageRequest page) {
        return queries.items(callers.current(), id, page);
    }

    /** Within 72 hours; what has moved on since stays, and is listed. */
    @POST
    @Path("/undo")
    @RolesAllowed({"ADMIN", "TEAM_LEAD", "BRANCH_MANAGER"})
    @BeyondSight(Beyond.SUCCESSION)
    @Idempotent
    public Uni<SuccessionView> undo(@RestPath UUID id) {
        return endings.undo(callers.current(), id);
    }
}
