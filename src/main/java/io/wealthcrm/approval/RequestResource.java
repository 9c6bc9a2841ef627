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

/** Requests for approval: leave (请假), expense (报销) and whatever else the firm has a flow for. For all staff. */
@Path("/api/v1/approvals")
@RolesAllowed(Access.STAFF)
class RequestResource {
    private final Requests requests;
    private final Callers callers;

    RequestResource(Requests requests, Callers callers) {
        this.requests = requests;
        this.callers = callers;
    }

    /** Asks; the form must fit the kind's schema. */
    @POST
    @Idempotent
    public Uni<RestResponse<RequestView>> make(@Valid @NotNull NewRequest input) {
        return requests.make(callers.current(), input)
                .map(request -> Created.at("/api/v1/approvals/" + request.id(), request));
    }

    /** What the caller has asked for, the newest first. */
    @GET
    public Uni<Page<RequestView>> own(@Valid @BeanParam PageRequest page) {
        return requests.own(callers.current(), page);
    }

    /** For the requester and for those who decide or decided a step. */
    @GET
    @Path("/{id}")
    public Uni<RequestView> get(@RestPath UUID id) {
        return requests.view(callers.current(), id);
    }

    /** Decides the step that is open to the caller; orders and payouts are decided where they are ({@code decideAt}). */
    @POST
    @Path("/{id}/decisions")
    @Idempotent
    public Uni<RestResponse<RequestView>> decide(@RestPath UUID id, @Valid @NotNull ApprovalDecision decision) {
        return requests.decide(callers.current(), id, decision)
                .map(request -> Created.at("/api/v1/approvals/" + id, request));
    }

    /** The requester takes the request back. */
    @POST
    @Path("/{id}/withdrawal")
    @Idempotent
    public Uni<RequestView> withdraw(@RestPath UUID id) {
        return requests.withdraw(callers.current(), id);
    }
}
