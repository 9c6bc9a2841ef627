package io.wealthcrm.approval;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.approval.FlowView.VersionView;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** The flows: read by all staff, who fill their forms in, kept by administrators. */
@Path("/api/v1/approvals/flows")
class FlowResource {
    private final Flows flows;
    private final Callers callers;

    FlowResource(Flows flows, Callers callers) {
        this.flows = flows;
        this.callers = callers;
    }

    /** All flows with their active versions; the kinds are few, so there is one page. */
    @GET
    @RolesAllowed(Access.STAFF)
    public Uni<Page<FlowView>> list() {
        return flows.list().map(all -> new Page<>(all, null));
    }

    @POST
    @RolesAllowed("ADMIN")
    @Idempotent
    public Uni<RestResponse<FlowView>> add(@Valid @NotNull NewFlow input) {
        return flows.add(callers.current(), input)
                .map(flow -> Created.at("/api/v1/approvals/flows/" + flow.id() + "/versions", flow));
    }

    /** Every version, the newest first. */
    @GET
    @Path("/{id}/versions")
    @RolesAllowed("ADMIN")
    public Uni<Page<VersionView>> versions(@RestPath UUID id) {
        return flows.versions(id).map(all -> new Page<>(all, null));
    }

    /** A draft; nothing goes by it before it is activated. */
    @POST
    @Path("/{id}/versions")
    @RolesAllowed("ADMIN")
    @Idempotent
    public Uni<RestResponse<VersionView>> draft(@RestPath UUID id, @Valid @NotNull NewVersion input) {
        return flows.draft(callers.current(), id, input)
                .map(draft -> Created.at("/api/v1/approvals/flows/" + id + "/versions", draft));
    }

    /** Replaces a draft. */
    @PUT
    @Path("/{id}/versions/{number}")
    @RolesAllowed("ADMIN")
    public Uni<VersionView> replace(
            @RestPath UUID id,
            @RestPath int number,
            @HeaderParam("If-Match") String ifMatch,
            @Valid @NotNull NewVersion input) {
        return flows.replace(id, number, ifMatch, input);
    }

    /** New requests take this version; the active one is retired, and requests under way keep theirs. */
    @POST
    @Path("/{id}/versions/{number}/activation")
    @RolesAllowed("ADMIN")
    @Idempotent
    public Uni<VersionView> activate(@RestPath UUID id, @RestPath int number, @HeaderParam("If-Match") String ifMatch) {
        return flows.activate(callers.current(), id, number, ifMatch);
    }

    /** Ends an active version without another in its place. */
    @POST
    @Path("/{id}/versions/{number}/retirement")
    @RolesAllowed("ADMIN")
    @Idempotent
    public Uni<VersionView> retire(@RestPath UUID id, @RestPath int number, @HeaderParam("If-Match") String ifMatch) {
        return flows.retire(callers.current(), id, number, ifMatch);
    }
}
