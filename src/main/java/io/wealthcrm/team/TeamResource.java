package io.wealthcrm.team;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** Who works on a customer together. */
@Path("/api/v1/customers/{id}/team")
class TeamResource {
    private final Teams teams;
    private final Callers callers;

    TeamResource(Teams teams, Callers callers) {
        this.teams = teams;
        this.callers = callers;
    }

    /** The lead, who is the customer's advisor, and the members of today. */
    @GET
    @RolesAllowed(Access.FILE_READERS)
    public Uni<TeamView> get(@RestPath UUID id) {
        return teams.view(callers.current().scope(), id);
    }

    /** All members anew; by the customer's advisor or who leads the line. Who is left out sees the customer no more at once. */
    @PUT
    @RolesAllowed(Access.SALES)
    public Uni<TeamView> set(
            @RestPath UUID id, @HeaderParam("If-Match") String ifMatch, @Valid @NotNull NewTeam input) {
        return teams.set(callers.current(), id, ifMatch, input);
    }
}
