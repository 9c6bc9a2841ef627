package io.wealthcrm.notification;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
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

    /** Those that ended as {@code state}, {@code DEAD} unless asked otherwise, the latest first. */
    @GET
    @RolesAllowed("ADMIN")
    public Uni<Page<DeliveryView>> list(
            @RestQuery @DefaultValue("DEAD") Ruling.State state, @Valid @BeanParam PageRequest page) {
        return deadLetters.page(state, page);
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
