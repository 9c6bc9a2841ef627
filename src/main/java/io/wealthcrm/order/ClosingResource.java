package io.wealthcrm.order;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** What moves an order from its booking to its end; each answers with the order as it stands then. */
@Path("/api/v1/orders/{id}")
class ClosingResource {
    private final Closing closing;
    private final Reasons reasons;
    private final Callers callers;

    ClosingResource(Closing closing, Reasons reasons, Callers callers) {
        this.closing = closing;
        this.reasons = reasons;
        this.callers = callers;
    }

    /** Hands the order to compliance; refused while a gate before the approval is not passed. */
    @POST
    @Path("/submission")
    @RolesAllowed("ADVISOR")
    @Idempotent
    public Uni<OrderView> submit(@RestPath UUID id) {
        return closing.submit(callers.current(), id);
    }

    /**
     * Approves, returns to be mended, or rejects for good; never by whoever booked. By compliance, or by whom the firm's
     * flow of orders asks: each decides the step open to them, and the order is approved with the last.
     */
    @POST
    @Path("/approval")
    @RolesAllowed({"TEAM_LEAD", "BRANCH_MANAGER", "COMPLIANCE", "OPERATIONS", "FINANCE", "EXECUTIVE"})
    @Idempotent
    public Uni<OrderView> decide(@RestPath UUID id, @Valid @NotNull Decision decision) {
        return closing.decide(callers.current(), id, decision);
    }

    /** The customer's money has come; the cooling-off begins. */
    @POST
    @Path("/payments")
    @RolesAllowed("OPERATIONS")
    @Idempotent(required = true)
    public Uni<RestResponse<OrderView>> pay(@RestPath UUID id, @Valid @NotNull Payment payment) {
        return closing.pay(callers.current(), id, payment).map(order -> Created.at("/api/v1/orders/" + id, order));
    }

    /** The call-back (回访) after the cooling-off, by somebody outside sales. */
    @POST
    @Path("/callbacks")
    @RolesAllowed("CALLBACK")
    @Idempotent
    public Uni<RestResponse<OrderView>> callBack(@RestPath UUID id, @Valid @NotNull Callback callback) {
        return closing.callBack(callers.current(), id, callback)
                .map(order -> Created.at("/api/v1/orders/" + id, order));
    }

    /** Confirms after the cooling-off an order whose regime needs no call-back. */
    @POST
    @Path("/confirmation")
    @RolesAllowed("OPERATIONS")
    @Idempotent
    public Uni<OrderView> confirm(@RestPath UUID id) {
        return closing.confirm(callers.current(), id);
    }

    /** The customer withdraws, until the call-back has succeeded. */
    @POST
    @Path("/rescission")
    @RolesAllowed({"CUSTOMER", "OPERATIONS"})
    @Idempotent
    @Consumes(MediaType.WILDCARD)
    @RequestBody(content = @Content(schema = @Schema(implementation = Reason.class)))
    public Uni<OrderView> rescind(@RestPath UUID id, String body) throws JsonProcessingException {
        return closing.rescind(callers.current(), id, reasons.of(body));
    }

    /** The money of a rescinded order went back. */
    @POST
    @Path("/refund")
    @RolesAllowed("OPERATIONS")
    @Idempotent
    @Consumes(MediaType.WILDCARD)
    @RequestBody(content = @Content(schema = @Schema(implementation = Reason.class)))
    public Uni<OrderView> refund(@RestPath UUID id, String body) throws JsonProcessingException {
        return closing.refund(callers.current(), id, reasons.of(body));
    }
}
