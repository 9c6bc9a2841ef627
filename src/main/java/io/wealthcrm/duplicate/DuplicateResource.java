package io.wealthcrm.duplicate;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.JobView;
import io.wealthcrm.shared.Jobs;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.QueryValue;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Files that are probably one customer's. */
@Path("/api/v1/duplicates")
class DuplicateResource {
    private final PairQueries queries;
    private final Pairs pairs;
    private final DuplicateScans scans;
    private final Callers callers;

    DuplicateResource(PairQueries queries, Pairs pairs, DuplicateScans scans, Callers callers) {
        this.queries = queries;
        this.pairs = pairs;
        this.scans = scans;
        this.callers = callers;
    }

    /** Why two files are not one customer's. */
    record Dismissal(@NotBlank @Size(max = 500) String note) {}

    /** Open ones unless {@code state} says otherwise, the most likely first. */
    @GET
    @RolesAllowed({"OPERATIONS", "COMPLIANCE", "BRANCH_MANAGER"})
    public Uni<Page<PairView>> list(
            @RestQuery @Parameter(schema = @Schema(implementation = PairState.class)) String state,
            @RestQuery @DefaultValue("60") @Min(0) @Max(200) int minScore,
            @Valid @BeanParam PageRequest page) {
        PairState asked = QueryValue.choice("state", state, PairState.class);
        return queries.list(callers.current().scope(), asked == null ? PairState.OPEN : asked, minScore, page);
    }

    /** Two customers after all; the pair comes back only when much more speaks for it. */
    @POST
    @Path("/{id}/dismissal")
    @RolesAllowed({"OPERATIONS", "COMPLIANCE", "BRANCH_MANAGER"})
    @Idempotent
    public Uni<PairView> dismiss(@RestPath UUID id, @Valid @NotNull Dismissal dismissal) {
        return pairs.dismiss(callers.current(), id, dismissal.note());
    }

    /** Compares all files now, as the start of each day does. */
    @POST
    @Path("/scans")
    @RolesAllowed({"OPERATIONS", "COMPLIANCE"})
    @Idempotent
    public Uni<RestResponse<JobView>> scan() {
        return scans.ask(callers.current()).map(Jobs::accepted);
    }
}
