package io.wealthcrm.settlement;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.JobView;
import io.wealthcrm.shared.Jobs;
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

/** Clearing (清算): the registration of a fund's shares. */
@Path("/api/v1/products/{id}/clearing-runs")
class ClearingResource {
    private final ClearingRuns clearing;
    private final Runs runs;
    private final ClearingReads reads;
    private final Callers callers;

    ClearingResource(ClearingRuns clearing, Runs runs, ClearingReads reads, Callers callers) {
        this.clearing = clearing;
        this.runs = runs;
        this.reads = reads;
        this.callers = callers;
    }

    /** Works a run out as a preview: its lines can be looked at, and nothing happens before the approval. */
    @POST
    @RolesAllowed("OPERATIONS")
    @Idempotent
    public Uni<RestResponse<ClearingRunView>> prepare(@RestPath UUID id, @Valid @NotNull NewClearingRun run) {
        return clearing.prepare(callers.current(), id, run)
                .chain(made -> reads.find(id, made))
                .map(made -> Created.at("/api/v1/products/" + id + "/clearing-runs/" + made.id(), made));
    }

    /** The newest first. */
    @GET
    @RolesAllowed({"OPERATIONS", "FINANCE"})
    public Uni<Page<ClearingRunView>> runs(@RestPath UUID id, @Valid @BeanParam PageRequest page) {
        return reads.list(id, page);
    }

    @GET
    @Path("/{runId}")
    @RolesAllowed({"OPERATIONS", "FINANCE"})
    public Uni<ClearingRunView> run(@RestPath UUID id, @RestPath UUID runId) {
        return reads.find(id, runId);
    }

    /** What each holding receives, and under which entry once it is posted. */
    @GET
    @Path("/{runId}/lines")
    @RolesAllowed({"OPERATIONS", "FINANCE"})
    public Uni<Page<ClearingRunView.Line>> lines(
            @RestPath UUID id, @RestPath UUID runId, @Valid @BeanParam PageRequest page) {
        return reads.lines(id, runId, page);
    }

    /** Approved by somebody other than the preparer, the run is executed as a job. */
    @POST
    @Path("/{runId}/approval")
    @RolesAllowed("FINANCE")
    @Idempotent
    public Uni<RestResponse<JobView>> approve(@RestPath UUID id, @RestPath UUID runId) {
        return clearing.approve(callers.current(), id, runId).map(Jobs::accepted);
    }

    /** Takes a run up again whose job failed; the job goes on with what is not posted yet. */
    @POST
    @Path("/{runId}/resumption")
    @RolesAllowed("FINANCE")
    @Idempotent
    public Uni<RestResponse<JobView>> resume(@RestPath UUID id, @RestPath UUID runId) {
        return runs.resume(callers.current(), RunKind.CLEARING, id, runId).map(Jobs::accepted);
    }

    /**
     * Gives up a run that is not approved yet, or whose job failed: CANCELLED, or DONE with what was posted before; the holdings
     * given up wait for another run.
     */
    @POST
    @Path("/{runId}/cancellation")
    @RolesAllowed({"OPERATIONS", "FINANCE"})
    @Idempotent
    public Uni<ClearingRunView> cancel(@RestPath UUID id, @RestPath UUID runId) {
        return runs.cancel(callers.current(), RunKind.CLEARING, id, runId).chain(() -> reads.find(id, runId));
    }
}
