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

/** What a product pays its holders. */
@Path("/api/v1/products/{id}/distributions")
class DistributionResource {
    private final Distributions distributions;
    private final Runs runs;
    private final DistributionReads reads;
    private final Callers callers;

    DistributionResource(Distributions distributions, Runs runs, DistributionReads reads, Callers callers) {
        this.distributions = distributions;
        this.runs = runs;
        this.reads = reads;
        this.callers = callers;
    }

    /** Works a distribution out as a preview: its lines can be looked at, and nothing happens before the approval. */
    @POST
    @RolesAllowed("OPERATIONS")
    @Idempotent
    public Uni<RestResponse<DistributionView>> prepare(
            @RestPath UUID id, @Valid @NotNull NewDistribution distribution) {
        return distributions
                .prepare(callers.current(), id, distribution)
                .chain(made -> reads.find(id, made))
                .map(made -> Created.at("/api/v1/products/" + id + "/distributions/" + made.id(), made));
    }

    /** The newest first. */
    @GET
    @RolesAllowed({"OPERATIONS", "FINANCE"})
    public Uni<Page<DistributionView>> list(@RestPath UUID id, @Valid @BeanParam PageRequest page) {
        return reads.list(id, page);
    }

    @GET
    @Path("/{distributionId}")
    @RolesAllowed({"OPERATIONS", "FINANCE"})
    public Uni<DistributionView> distribution(@RestPath UUID id, @RestPath UUID distributionId) {
        return reads.find(id, distributionId);
    }

    /** What each holding receives, and under which entry once it is posted. */
    @GET
    @Path("/{distributionId}/lines")
    @RolesAllowed({"OPERATIONS", "FINANCE"})
    public Uni<Page<DistributionView.Line>> lines(
            @RestPath UUID id, @RestPath UUID distributionId, @Valid @BeanParam PageRequest page) {
        return reads.lines(id, distributionId, page);
    }

    /** Approved by somebody other than the preparer, the distribution is executed as a job; payouts come of it. */
    @POST
    @Path("/{distributionId}/approval")
    @RolesAllowed("FINANCE")
    @Idempotent
    public Uni<RestResponse<JobView>> approve(@RestPath UUID id, @RestPath UUID distributionId) {
        return distributions.approve(callers.current(), id, distributionId).map(Jobs::accepted);
    }

    /** Takes a distribution up again whose job failed; the job goes on with what is not posted yet. */
    @POST
    @Path("/{distributionId}/resumption")
    @RolesAllowed("FINANCE")
    @Idempotent
    public Uni<RestResponse<JobView>> resume(@RestPath UUID id, @RestPath UUID distributionId) {
        return distributions.resume(callers.current(), id, distributionId).map(Jobs::accepted);
    }

    /**
     * Gives up a distribution that is not approved yet, or whose job failed: CANCELLED, or DONE with what was posted before; the
     * holdings given up may be paid by another.
     */
    @POST
    @Path("/{distributionId}/cancellation")
    @RolesAllowed({"OPERATIONS", "FINANCE"})
    @Idempotent
    public Uni<DistributionView> cancel(@RestPath UUID id, @RestPath UUID distributionId) {
        return runs.cancel(callers.current(), RunKind.DISTRIBUTION, id, distributionId)
                .chain(() -> reads.find(id, distributionId));
    }
}
