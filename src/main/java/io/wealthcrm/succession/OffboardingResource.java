package io.wealthcrm.succession;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.wall.Beyond;
import io.wealthcrm.shared.wall.BeyondSight;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Somebody leaves the firm (离职交接). */
@Path("/api/v1/users/{id}/offboarding")
@RolesAllowed({"ADMIN", "TEAM_LEAD", "BRANCH_MANAGER"})
class OffboardingResource {
    private final Successions successions;
    private final Endings endings;
    private final SuccessionQueries queries;
    private final Callers callers;

    OffboardingResource(Successions successions, Endings endings, SuccessionQueries queries, Callers callers) {
        this.successions = successions;
        this.endings = endings;
        this.queries = queries;
        this.callers = callers;
    }

    /** The last one. */
    @GET
    public Uni<SuccessionView> get(@RestPath UUID id) {
        return queries.offboarding(callers.current(), id);
    }

    /** With {@code preview} only looked at: 200, and nothing is written. Else 201: done at once, or planned for its day. */
    @POST
    @BeyondSight(Beyond.SUCCESSION)
    @Idempotent
    public Uni<RestResponse<SuccessionView>> offboard(
            @RestPath UUID id, @BeanParam Preview preview, @Valid @NotNull NewOffboarding input) {
        return preview.asked()
                ? successions.preview(callers.current(), id, input).map(RestResponse::ok)
                : successions.offboard(callers.current(), id, input).map(SuccessionResource::created);
    }

    /** Within 72 hours; what has moved on since stays, and is listed. */
    @POST
    @Path("/undo")
    @BeyondSight(Beyond.SUCCESSION)
    @Idempotent
    public Uni<SuccessionView> undo(@RestPath UUID id) {
        return endings.undoOffboarding(callers.current(), id);
    }

    /** Calls off what is planned. */
    @POST
    @Path("/cancellation")
    @Idempotent
    public Uni<SuccessionView> cancel(@RestPath UUID id) {
        return endings.cancel(callers.current(), id);
    }
}
