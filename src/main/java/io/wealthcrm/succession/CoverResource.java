package io.wealthcrm.succession;

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
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Who sees to an advisor's customers during leave (代管). */
@Path("/api/v1/users/{id}/covers")
class CoverResource {
    private final Covers covers;
    private final Callers callers;

    CoverResource(Covers covers, Callers callers) {
        this.covers = covers;
        this.callers = callers;
    }

    /** One's own, or of somebody of the line one leads. */
    @GET
    @RolesAllowed(Access.SALES)
    public Uni<Page<CoverView>> list(@RestPath UUID id, @Valid @BeanParam PageRequest page) {
        return covers.list(callers.current(), id, page);
    }

    @POST
    @RolesAllowed({"TEAM_LEAD", "BRANCH_MANAGER"})
    @Idempotent
    public Uni<RestResponse<CoverView>> add(@RestPath UUID id, @Valid @NotNull NewCover input) {
        return covers.add(callers.current(), id, input)
                .map(cover -> Created.at("/api/v1/users/" + id + "/covers", cover));
    }

    /** Ends it at once. */
    @DELETE
    @Path("/{coverId}")
    @RolesAllowed({"TEAM_LEAD", "BRANCH_MANAGER"})
    public Uni<Void> end(@RestPath UUID id, @RestPath UUID coverId) {
        return covers.end(callers.current(), id, coverId);
    }
}
