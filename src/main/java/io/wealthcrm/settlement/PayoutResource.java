package io.wealthcrm.settlement;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** Payouts (兑付): what each holding is paid, one by one. */
@Path("/api/v1/payouts")
class PayoutResource {
    private final Payouts payouts;
    private final Callers callers;

    PayoutResource(Payouts payouts, Callers callers) {
        this.payouts = payouts;
        this.callers = callers;
    }

    /** The newest first. */
    @GET
    @RolesAllowed({"OPERATIONS", "FINANCE"})
    public Uni<Page<PayoutView>> payouts(@BeanParam PayoutFilter filter, @Valid @BeanParam PageRequest page) {
        return payouts.list(filter, page);
    }

    /** With its holding, distribution, ledger entries and every attempt. */
    @GET
    @Path("/{id}")
    @RolesAllowed({"OPERATIONS", "FINANCE"})
    public Uni<PayoutView> payout(@RestPath UUID id) {
        return payouts.find(id);
    }

    /** Makes a payout that the bank sent back due again; a new batch pays it. */
    @POST
    @Path("/{id}/retry")
    @RolesAllowed("OPERATIONS")
    @Idempotent(required = true)
    public Uni<PayoutView> retry(@RestPath UUID id) {
        return payouts.retry(callers.current(), id);
    }
}
