package io.wealthcrm.contract;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Batches of paper contracts. */
@Path("/api/v1/contracts/batches")
class BatchResource {
    private final Batches batches;
    private final Callers callers;

    BatchResource(Batches batches, Callers callers) {
        this.batches = batches;
        this.callers = callers;
    }

    /** Registers up to 5,000 numbered forms in stock. */
    @POST
    @RolesAllowed("OPERATIONS")
    @Idempotent
    public Uni<RestResponse<BatchView>> register(@Valid @NotNull NewBatch input) {
        return batches.register(callers.current(), input)
                .map(batch -> Created.at("/api/v1/contracts/batches/" + batch.id(), batch));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Access.SALES, "COMPLIANCE", "OPERATIONS", "EXECUTIVE"})
    public Uni<BatchView> get(@RestPath UUID id) {
        return batches.view(callers.current(), id);
    }

    /** Sends the whole batch to an advisor or to a unit. */
    @POST
    @Path("/{id}/dispatch")
    @RolesAllowed("OPERATIONS")
    @Idempotent
    public Uni<BatchView> dispatch(@RestPath UUID id, @Valid @NotNull Batches.Holder to) {
        return batches.dispatch(callers.current(), id, to);
    }

    /** The advisor, or somebody who leads the unit, has it. */
    @POST
    @Path("/{id}/receipt")
    @RolesAllowed(Access.SALES)
    @Idempotent
    public Uni<BatchView> receive(@RestPath UUID id) {
        return batches.receive(callers.current(), id);
    }
}
