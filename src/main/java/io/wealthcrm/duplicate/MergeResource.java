package io.wealthcrm.duplicate;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.QueryValue;
import io.wealthcrm.shared.wall.Beyond;
import io.wealthcrm.shared.wall.BeyondSight;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Two files of one customer become one, and two again. */
@Path("/api/v1/customers/merges")
class MergeResource {
    private final Merges merges;
    private final Callers callers;

    MergeResource(Merges merges, Callers callers) {
        this.merges = merges;
        this.callers = callers;
    }

    /** With {@code preview}, in the body or as a parameter, nothing changes and the answer is 200. */
    @POST
    @RolesAllowed({"OPERATIONS", "COMPLIANCE", "BRANCH_MANAGER"})
    @BeyondSight(Beyond.MERGE)
    @Idempotent
    public Uni<RestResponse<MergeView>> merge(
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @RestQuery String preview,
            @Valid @NotNull NewMerge input) {
        return QueryValue.flag("preview", preview) || input.isPreview()
                ? merges.preview(callers.current(), input).map(RestResponse::ok)
                : merges.merge(callers.current(), input)
                        .map(merge -> Created.at("/api/v1/customers/merges/" + merge.id(), merge));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"OPERATIONS", "COMPLIANCE", "BRANCH_MANAGER"})
    public Uni<MergeView> get(@RestPath UUID id) {
        return merges.view(callers.current(), id);
    }

    /** Everything is as it was before, or nothing changes. */
    @POST
    @Path("/{id}/undo")
    @RolesAllowed({"OPERATIONS", "COMPLIANCE", "BRANCH_MANAGER"})
    @BeyondSight(Beyond.MERGE)
    @Idempotent
    public Uni<MergeView> undo(@RestPath UUID id) {
        return merges.undo(callers.current(), id);
    }
}
