package io.wealthcrm.complaint;

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

/** What one customer is not content with or asks for. */
@Path("/api/v1/customers/{id}/complaints")
class CustomerComplaintResource {
    private final Complaints complaints;
    private final ComplaintReads reads;
    private final Callers callers;

    CustomerComplaintResource(Complaints complaints, ComplaintReads reads, Callers callers) {
        this.complaints = complaints;
        this.reads = reads;
        this.callers = callers;
    }

    /** By the customer in the member app, or by whoever the customer told. */
    @POST
    @RolesAllowed({Access.SALES, "CALLBACK", "OPERATIONS", "COMPLIANCE", "CUSTOMER"})
    @Idempotent
    public Uni<RestResponse<ComplaintView>> open(@RestPath UUID id, @Valid @NotNull NewComplaint input) {
        return complaints
                .open(callers.current(), id, input)
                .map(opened -> Created.at("/api/v1/complaints/" + opened.id(), opened));
    }

    /** The newest first. */
    @GET
    @RolesAllowed({Access.FILE_READERS, "CUSTOMER"})
    public Uni<Page<ComplaintView>> list(@RestPath UUID id, @Valid @BeanParam PageRequest page) {
        return reads.ofCustomer(callers.current(), id, page);
    }
}
