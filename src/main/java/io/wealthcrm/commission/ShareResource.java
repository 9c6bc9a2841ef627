package io.wealthcrm.commission;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.commission.Shares.NewShare;
import io.wealthcrm.commission.Shares.Sharing;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** Who shares an order's commission. */
@Path("/api/v1/commissions/orders/{orderId}/shares")
class ShareResource {
    private final Shares shares;
    private final Callers callers;

    ShareResource(Shares shares, Callers callers) {
        this.shares = shares;
        this.callers = callers;
    }

    /** All shares of one order; the fractions add up to exactly 1. */
    record NewSharing(@NotNull @Size(min = 1, max = 20) List<@NotNull @Valid NewShare> shares) {}

    @GET
    @RolesAllowed({Access.SALES, "FINANCE", "EXECUTIVE"})
    public Uni<Sharing> get(@RestPath UUID orderId) {
        return shares.of(callers.current().scope(), orderId);
    }

    /** Until the order is confirmed. */
    @PUT
    @RolesAllowed(Access.SALES)
    public Uni<Sharing> set(
            @RestPath UUID orderId, @HeaderParam("If-Match") String ifMatch, @Valid @NotNull NewSharing input) {
        return shares.set(callers.current(), orderId, ifMatch, input.shares());
    }
}
