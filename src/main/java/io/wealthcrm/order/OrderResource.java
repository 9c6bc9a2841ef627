package io.wealthcrm.order;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Language;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Orders: booked, read, cancelled. */
@Path("/api/v1/orders")
class OrderResource {
    private final Booking booking;
    private final OrderViews views;
    private final OrderListing listing;
    private final Reasons reasons;
    private final Callers callers;

    OrderResource(Booking booking, OrderViews views, OrderListing listing, Reasons reasons, Callers callers) {
        this.booking = booking;
        this.views = views;
        this.listing = listing;
        this.reasons = reasons;
        this.callers = callers;
    }

    /** Books an amount of a product for one's own customer; the quota is held until the booking lapses. */
    @POST
    @RolesAllowed("ADVISOR")
    @Idempotent(required = true)
    public Uni<RestResponse<OrderView>> book(@Valid @NotNull BookOrder input) {
        return booking.book(callers.current(), input).map(order -> Created.at("/api/v1/orders/" + order.id(), order));
    }

    /** Orders in sight, the newest booking first. */
    @GET
    @RolesAllowed({Access.FILE_READERS, "CUSTOMER"})
    public Uni<Page<OrderSummary>> list(@BeanParam OrderFilter filter, @Valid @BeanParam PageRequest page) {
        return listing.list(callers.current().scope(), filter, page);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Access.FILE_READERS, "CUSTOMER"})
    public Uni<OrderView> get(@RestPath UUID id) {
        return views.view(callers.current().scope(), id);
    }

    /** What the order has passed, waits for, and is blocked by, with the rule in the reader's language. */
    @GET
    @Path("/{id}/gates")
    @RolesAllowed({Access.FILE_READERS, "CUSTOMER"})
    public Uni<List<GateView>> gates(@RestPath UUID id, @HeaderParam("Accept-Language") String language) {
        return views.gates(callers.current().scope(), id, Language.of(language));
    }

    /** Gives a booking, or an order that compliance returned, up; the quota goes back. */
    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed("ADVISOR")
    @Idempotent
    @Consumes(MediaType.WILDCARD)
    @RequestBody(content = @Content(schema = @Schema(implementation = Reason.class)))
    public Uni<OrderView> cancel(@RestPath UUID id, String body) throws JsonProcessingException {
        return booking.cancel(callers.current(), id, reasons.of(body));
    }
}
