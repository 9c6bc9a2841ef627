package io.wealthcrm.notification;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.QueryValue;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Pushes that did not arrive, for administrators. */
@Path("/api/v1/notifications/deliveries")
class DeliveryResource {
    private final DeadLetters deadLetters;
    private final Callers callers;

    DeliveryResource(DeadLetters deadLetters, Callers callers) {
        this.deadLetters = deadLetters;
        this.callers = callers;
    }

    /** How a delivery may have ended. */
    enum Ended {
        DELIVERED,
        DROPPED,
        DEAD
    }

    /** Those that ended as {@code state}, {@code DEAD} unless asked otherwise, the latest first. */
    @GET
    @RolesAllowed("ADMIN")
    public Uni<Page<DeliveryView>> list(
            @RestQuery @Schema(implementation = Ended.class) String state, @Valid @BeanParam PageRequest page) {
        Ended ended = QueryValue.choice("state", state, Ended.class);
        return deadLetters.page(ended == null ? Ended.DEAD : ended, page);
    }

    /** Sends one again that ended without arriving. */
    @POST
    @Path("/{id}/replay")
    @RolesAllowed("ADMIN")
    @Idempotent
    public Uni<Void> replay(@RestPath UUID id) {
        return deadLetters.replay(id, callers.current().userId());
    }
}
