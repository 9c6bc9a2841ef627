package io.wealthcrm.customer;

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

/** What a customer has consented to and withdrawn. */
@Path("/api/v1/customers/{id}")
class ConsentResource {
    private final Consents consents;
    private final Callers callers;

    ConsentResource(Consents consents, Callers callers) {
        this.consents = consents;
        this.callers = callers;
    }

    /** @param evidenceFileId the customer's word in writing, if there is any */
    record OptOut(UUID evidenceFileId) {}

    @POST
    @Path("/consents")
    @RolesAllowed({Access.SALES, "CUSTOMER"})
    @Idempotent
    public Uni<RestResponse<ConsentView>> consent(@RestPath UUID id, @Valid @NotNull NewConsent input) {
        return consents.add(callers.current(), id, input)
                .map(view -> Created.at("/api/v1/customers/" + id + "/consents", view));
    }

    @GET
    @Path("/consents")
    @RolesAllowed({Access.FILE_READERS, "CUSTOMER"})
    public Uni<Page<ConsentView>> consents(@RestPath UUID id) {
        return consents.list(callers.current().scope(), id);
    }

    /** The customer wants no marketing of any kind (营销退订), whoever was told so. It counts at once, also for what is queued. */
    @POST
    @Path("/marketing-opt-out")
    @RolesAllowed({Access.SALES, "COMPLIANCE", "OPERATIONS", "CALLBACK", "CUSTOMER"})
    @Idempotent
    public Uni<RestResponse<ConsentView>> optOut(@RestPath UUID id, @Valid @NotNull OptOut input) {
        return consents.optOut(callers.current(), id, input.evidenceFileId())
                .map(view -> Created.at("/api/v1/customers/" + id + "/consents", view));
    }
}
