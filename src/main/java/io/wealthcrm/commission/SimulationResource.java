package io.wealthcrm.commission;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.JobView;
import io.wealthcrm.shared.Jobs;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Who would gain and who would lose under other rules. */
@Path("/api/v1/commissions/simulations")
class SimulationResource {
    private final Simulations simulations;
    private final Months months;
    private final Callers callers;

    SimulationResource(Simulations simulations, Months months, Callers callers) {
        this.simulations = simulations;
        this.months = months;
        this.callers = callers;
    }

    /**
     * @param planVersionId the version to try, usually a draft
     * @param from the first month, {@code 2026-01}; with {@code to} left out, too, the last full quarter
     * @param to the last month
     */
    record NewSimulation(
            @NotNull UUID planVersionId,
            @Pattern(regexp = Months.PATTERN) String from,
            @Pattern(regexp = Months.PATTERN) String to) {}

    /** Changes nothing; 202 with the job, whose subject is the simulation. */
    @POST
    @RolesAllowed({"FINANCE", "EXECUTIVE"})
    @Idempotent
    @APIResponse(
            responseCode = "202",
            description = "The job that replays the months",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = JobView.class)))
    public Uni<RestResponse<JobView>> simulate(@Valid @NotNull NewSimulation input) {
        LocalDate quarter = months.lastQuarter();
        LocalDate from = input.from() == null ? quarter : Months.first("/from", input.from());
        LocalDate to = input.to() == null ? from.plusMonths(2) : Months.first("/to", input.to());
        return simulations
                .start(input.planVersionId(), from, to, callers.current())
                .map(Jobs::accepted);
    }

    /** What came of a simulation, once its job is done. */
    @GET
    @Path("/{id}")
    @RolesAllowed({"FINANCE", "EXECUTIVE"})
    public Uni<Simulation> get(@RestPath UUID id) {
        return simulations.outcome(id);
    }
}
