package io.wealthcrm.customer;

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

/** What happened with a customer; remarks of the firm, so the customer does not read it. */
@Path("/api/v1/customers/{id}")
class TimelineResource {
    private final TimelinePages timeline;
    private final Interactions interactions;
    private final Callers callers;

    TimelineResource(TimelinePages timeline, Interactions interactions, Callers callers) {
        this.timeline = timeline;
        this.interactions = interactions;
        this.callers = callers;
    }

    /** The newest first: dealings, orders, chats by the day, what the app was told, complaints, who serves the customer. */
    @GET
    @Path("/timeline")
    @RolesAllowed(Access.FILE_READERS)
    public Uni<Page<TimelineItem>> timeline(
            @RestPath UUID id, @BeanParam TimelineFilter filter, @Valid @BeanParam PageRequest page) {
        return timeline.page(callers.current().scope(), id, filter, page);
    }

    @POST
    @Path("/interactions")
    @RolesAllowed(Access.SALES)
    @Idempotent
    public Uni<RestResponse<InteractionView>> interact(@RestPath UUID id, @Valid @NotNull NewInteraction input) {
        return interactions
                .add(callers.current(), id, input)
                .map(view -> Created.at("/api/v1/customers/" + id + "/timeline", view));
    }
}
