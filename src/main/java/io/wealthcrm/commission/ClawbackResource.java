package io.wealthcrm.commission;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.commission.Clawbacks.Clawback;
import io.wealthcrm.commission.Clawbacks.NewClawback;
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
import org.jboss.resteasy.reactive.RestResponse;

/** Commission that finance takes back by hand. */
@Path("/api/v1/commissions/clawbacks")
class ClawbackResource {
    private final Clawbacks clawbacks;
    private final Callers callers;

    ClawbackResource(Clawbacks clawbacks, Callers callers) {
        this.clawbacks = clawbacks;
        this.callers = callers;
    }

    /** Newest first. */
    @GET
    @RolesAllowed({"FINANCE", "EXECUTIVE"})
    public Uni<Page<Clawback>> list(@Valid @BeanParam PageRequest page) {
        return clawbacks.list(page);
    }

    /** What an order's final lines paid is reversed by the next run of each plan. */
    @POST
    @RolesAllowed("FINANCE")
    @Idempotent
    public Uni<RestResponse<Clawback>> add(@Valid @NotNull NewClawback input) {
        return clawbacks
                .add(input, callers.current())
                .map(clawback -> Created.at("/api/v1/commissions/clawbacks", clawback));
    }
}
