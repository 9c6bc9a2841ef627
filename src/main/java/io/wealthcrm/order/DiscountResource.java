package io.wealthcrm.order;

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

/** Discounts on an order's subscription fee. */
@Path("/api/v1/orders/{id}/discounts")
class DiscountResource {
    private final Discounts discounts;
    private final Callers callers;

    DiscountResource(Discounts discounts, Callers callers) {
        this.discounts = discounts;
        this.callers = callers;
    }

    /** GRANTED at once within the customer's leeway; beyond it PENDING until the firm's flow has decided. */
    @POST
    @RolesAllowed(Access.SALES)
    @Idempotent
    public Uni<RestResponse<DiscountView>> askDiscount(@RestPath UUID id, @Valid @NotNull NewDiscount input) {
        return discounts
                .ask(callers.current(), id, input)
                .map(discount -> Created.at("/api/v1/orders/" + id + "/discounts", discount));
    }

    @GET
    @RolesAllowed(Access.FILE_READERS)
    public Uni<Page<DiscountView>> discounts(@RestPath UUID id) {
        return discounts.list(callers.current().scope(), id);
    }

    /** Decides the step open to the caller of the one that is PENDING; returned counts as refused. */
    @POST
    @Path("/approval")
    @RolesAllowed({"TEAM_LEAD", "BRANCH_MANAGER", "COMPLIANCE", "OPERATIONS", "FINANCE", "EXECUTIVE"})
    @Idempotent
    public Uni<DiscountView> decideDiscount(@RestPath UUID id, @Valid @NotNull Decision decision) {
        return discounts.decide(callers.current(), id, decision);
    }
}
