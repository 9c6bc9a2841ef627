package io.wealthcrm.contribution;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.JobView;
import io.wealthcrm.shared.Jobs;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.QueryValue;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** What customers brought and cost in the last twelve months, over the firm. */
@Path("/api/v1/contributions")
class ContributionResource {
    private final Contributions contributions;
    private final Recomputations recomputations;
    private final Callers callers;

    ContributionResource(Contributions contributions, Recomputations recomputations, Callers callers) {
        this.contributions = contributions;
        this.recomputations = recomputations;
        this.callers = callers;
    }

    /** Highest first. */
    @GET
    @RolesAllowed(Access.FILE_READERS)
    public Uni<Page<ContributionSummary>> list(
            @RestQuery
                    @Parameter(
                            description = "Only this unit's customers and those below it",
                            schema = @Schema(implementation = UUID.class))
                    String unitId,
            @Valid @BeanParam PageRequest page) {
        UUID unit = QueryValue.parsed("unitId", unitId, UUID::fromString);
        return contributions.list(callers.current().scope(), unit, page);
    }

    /** Works all customers out anew, as happens each day. */
    @POST
    @Path("/recomputations")
    @RolesAllowed({"FINANCE", "EXECUTIVE"})
    @Idempotent
    @APIResponse(
            responseCode = "202",
            description = "The job that works them out",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = JobView.class)))
    public Uni<RestResponse<JobView>> recompute() {
        return recomputations.ask(callers.current()).map(Jobs::accepted);
    }
}
