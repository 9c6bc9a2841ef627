package io.wealthcrm.agenda;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Follow-up plans begun for one customer. */
@Path("/api/v1/customers/{id}/plans")
class CustomerPlanResource {
    private final FollowUpRuns runs;
    private final Callers callers;

    CustomerPlanResource(FollowUpRuns runs, Callers callers) {
        this.runs = runs;
        this.callers = callers;
    }

    /** @param startsOn today where left out, or tomorrow once work is over; at most 366 days on */
    record NewFollowUpRun(@NotNull UUID planId, LocalDate startsOn) {}

    record FollowUpRunCancellation(@Size(min = 1, max = 1000) String reason) {}

    /** The newest first. */
    @GET
    @RolesAllowed(Access.FILE_READERS)
    public Uni<Page<FollowUpRun>> list(@RestPath UUID id, @Valid @BeanParam PageRequest page) {
        return runs.list(callers.current(), id, page);
    }

    /** Its steps become tasks of the customer's advisor, each due when work ends on its day. */
    @POST
    @RolesAllowed(Access.SALES)
    @Idempotent
    public Uni<RestResponse<FollowUpRun>> begin(@RestPath UUID id, @Valid @NotNull NewFollowUpRun input) {
        return runs.begin(callers.current(), id, input.planId(), input.startsOn())
                .map(run -> Created.at("/api/v1/customers/" + id + "/plans/" + run.id(), run));
    }

    @GET
    @Path("/{runId}")
    @RolesAllowed(Access.FILE_READERS)
    public Uni<FollowUpRun> get(@RestPath UUID id, @RestPath UUID runId) {
        return runs.view(callers.current(), id, runId);
    }

    /** With the tasks that are still open. */
    @POST
    @Path("/{runId}/cancellation")
    @RolesAllowed(Access.SALES)
    @Idempotent
    public Uni<FollowUpRun> cancel(
            @RestPath UUID id, @RestPath UUID runId, @Valid @NotNull FollowUpRunCancellation cancellation) {
        return runs.cancel(callers.current(), id, runId, cancellation.reason());
    }
}
