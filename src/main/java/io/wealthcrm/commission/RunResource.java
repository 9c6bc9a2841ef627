package io.wealthcrm.commission;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.JobView;
import io.wealthcrm.shared.Jobs;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Monthly commission runs: previewed by one, approved by another. */
@Path("/api/v1/commissions/runs")
class RunResource {
    private final Runs runs;
    private final Statements statements;
    private final Callers callers;

    RunResource(Runs runs, Statements statements, Callers callers) {
        this.runs = runs;
        this.statements = statements;
        this.callers = callers;
    }

    /** The latest month first. */
    @GET
    @RolesAllowed({"FINANCE", "EXECUTIVE"})
    public Uni<Page<RunView>> list(@Valid @BeanParam PageRequest page) {
        return runs.list(page);
    }

    /**
     * Calculates a month that is over: 202 with the job, whose subject is the run. If that was done already, 200 with the
     * run there is.
     */
    @POST
    @RolesAllowed("FINANCE")
    @Idempotent
    @APIResponse(
            responseCode = "200",
            description = "The run there is",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = RunView.class)))
    @APIResponse(
            responseCode = "202",
            description = "The job that calculates the run",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = JobView.class)))
    public Uni<RestResponse<?>> prepare(@Valid @NotNull NewRun input) {
        return runs.prepare(input.planId(), Months.first("/month", input.month()), callers.current())
                .map(prepared ->
                        prepared.job() == null ? RestResponse.ok(prepared.run()) : Jobs.accepted(prepared.job()));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"FINANCE", "EXECUTIVE"})
    public Uni<RunView> get(@RestPath UUID id) {
        return runs.view(id);
    }

    /** By beneficiary. */
    @GET
    @Path("/{id}/lines")
    @RolesAllowed({"FINANCE", "EXECUTIVE"})
    public Uni<Page<LineView>> lines(@RestPath UUID id, @Valid @BeanParam PageRequest page) {
        return statements.lines(id, page);
    }

    /** Makes a preview final; by somebody else than who prepared it. */
    @POST
    @Path("/{id}/approval")
    @RolesAllowed({"FINANCE", "EXECUTIVE"})
    @Idempotent
    public Uni<RunView> approve(@RestPath UUID id) {
        return runs.approve(id, callers.current());
    }

    /** Throws a run that is not final away, so that the month can be calculated anew. */
    @DELETE
    @Path("/{id}")
    @RolesAllowed("FINANCE")
    public Uni<Void> discard(@RestPath UUID id) {
        return runs.discard(id, callers.current());
    }
}
