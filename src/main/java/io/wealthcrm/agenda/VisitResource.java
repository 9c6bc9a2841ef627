package io.wealthcrm.agenda;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Visits to customers (拜访签到). */
@Path("/api/v1/agenda/visits")
class VisitResource {
    private final CustomerVisits visits;
    private final Callers callers;

    VisitResource(CustomerVisits visits, Callers callers) {
        this.visits = visits;
        this.callers = callers;
    }

    /** What was said; the next step becomes a task. */
    record CheckOut(
            @NotBlank @Size(max = 4000) String summary, @Size(min = 1, max = 1000) String nextStep, Instant nextAt) {}

    /** One at a time. */
    @POST
    @RolesAllowed(Access.SALES)
    @Idempotent
    public Uni<RestResponse<CustomerVisitView>> checkIn(@Valid @NotNull NewCustomerVisit input) {
        return visits.checkIn(callers.current(), input)
                .map(visit -> Created.at("/api/v1/agenda/visits/" + visit.id(), visit));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Access.SALES)
    public Uni<CustomerVisitView> visit(@RestPath UUID id) {
        return visits.view(callers.current(), id);
    }

    /** Becomes an interaction of kind VISIT at the time of the check-in; its appointment was held. */
    @POST
    @Path("/{id}/check-out")
    @RolesAllowed(Access.SALES)
    @Idempotent
    public Uni<CustomerVisitView> checkOut(@RestPath UUID id, @Valid @NotNull CheckOut input) {
        return visits.checkOut(callers.current(), id, input);
    }
}
