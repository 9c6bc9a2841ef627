package io.wealthcrm.agenda;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.QueryValue;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Days of work. */
@Path("/api/v1/agenda/days")
class DayResource {
    private final DayPlan plan;
    private final Callers callers;

    DayResource(DayPlan plan, Callers callers) {
        this.plan = plan;
        this.callers = callers;
    }

    /** @param userId somebody below the caller; left out, the caller */
    @GET
    @Path("/{date}")
    @RolesAllowed(Access.STAFF)
    public Uni<DayView> day(
            @Parameter(schema = @Schema(implementation = LocalDate.class)) @RestPath String date,
            @Parameter(schema = @Schema(implementation = UUID.class)) @RestQuery String userId) {
        return plan.of(
                callers.current(),
                QueryValue.parsed("userId", userId, UUID::fromString),
                QueryValue.date("date", date));
    }
}
