package io.wealthcrm.approval;

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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Delegations of one's right to decide. For all staff. */
@Path("/api/v1/approvals/delegations")
@RolesAllowed(Access.STAFF)
class DelegationResource {
    private final Delegations delegations;
    private final Callers callers;

    DelegationResource(Delegations delegations, Callers callers) {
        this.delegations = delegations;
        this.callers = callers;
    }

    /** Those the caller gave and those the caller holds, the newest first. */
    @GET
    public Uni<Page<DelegationView>> list(@Valid @BeanParam PageRequest page) {
        return delegations.list(callers.current(), page);
    }

    /** Lets somebody decide with one of the caller's roles for some days. */
    @POST
    @Idempotent
    public Uni<RestResponse<DelegationView>> add(@Valid @NotNull Delegations.NewDelegation input) {
        return delegations
                .add(callers.current(), input)
                .map(delegation -> Created.at("/api/v1/approvals/delegations", delegation));
    }

    /** Takes a delegation back. */
    @POST
    @Path("/{id}/withdrawal")
    @Idempotent
    public Uni<DelegationView> end(@RestPath UUID id) {
        return delegations.end(callers.current(), id);
    }
}
