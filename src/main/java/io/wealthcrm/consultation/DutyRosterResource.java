package io.wealthcrm.consultation;

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

/** Who is on duty for the questions of a unit (值班表). */
@Path("/api/v1/consultations/rosters/{unitId}")
class DutyRosterResource {
    private final DutyRosters rosters;
    private final Callers callers;

    DutyRosterResource(DutyRosters rosters, Callers callers) {
        this.rosters = rosters;
        this.callers = callers;
    }

    /** Of a unit above or below the caller's own, or that one; empty and of version 0 where there is none. */
    @GET
    @RolesAllowed({Access.SALES, "OPERATIONS"})
    public Uni<DutyRoster> get(@RestPath UUID unitId) {
        return rosters.of(callers.current(), unitId);
    }

    /**
     * Replaces the roster; without weekly shifts there is none. By who leads the unit, and by operations, also of head office,
     * whose roster is the firm's. People on it work in the unit or above it, in sales or operations.
     */
    @PUT
    @RolesAllowed({"TEAM_LEAD", "BRANCH_MANAGER", "OPERATIONS"})
    public Uni<DutyRoster> set(
            @RestPath UUID unitId, @HeaderParam("If-Match") String ifMatch, @Valid @NotNull NewDutyRoster input) {
        return rosters.set(callers.current(), unitId, ifMatch, input);
    }
}
