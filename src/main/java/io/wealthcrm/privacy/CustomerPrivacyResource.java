package io.wealthcrm.privacy;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** What one customer asks about their data. */
@Path("/api/v1/customers/{id}/privacy-requests")
class CustomerPrivacyResource {
    private final PrivacyRequests requests;
    private final Callers callers;

    CustomerPrivacyResource(PrivacyRequests requests, Callers callers) {
        this.requests = requests;
        this.callers = callers;
    }

    /** By the customer in the member app, or by whoever the customer told. */
    @POST
    @RolesAllowed({Access.SALES, "COMPLIANCE", "OPERATIONS", "CALLBACK", "CUSTOMER"})
    @Idempotent
    public Uni<RestResponse<PrivacyRequestView>> ask(@RestPath UUID id, @Valid @NotNull NewPrivacyRequest input) {
        return requests.ask(callers.current(), id, input)
                .map(request -> Created.at("/api/v1/privacy-requests/" + request.id(), request));
    }

    /** The newest first. */
    @GET
    @RolesAllowed({Access.SALES, "COMPLIANCE", "OPERATIONS", "CALLBACK", "CUSTOMER"})
    public Uni<Page<PrivacyRequestView>> list(@RestPath UUID id) {
        return requests.ofCustomer(callers.current(), id);
    }
}
