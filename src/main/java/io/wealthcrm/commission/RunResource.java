package io.wealthcrm.commission;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
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

    /** Calculates a month that is over, 201; if that was done already, 200 with the run there is. */
    @POST
    @RolesAllowed("FINANCE")
    @Idempotent
    public Uni<RestResponse<RunView>> prepare(@Valid @NotNull NewRun input) {
        return runs.prepare(input.planId(), Months.first("/month", input.month()), callers.current())
                .map(prepared -> prepared.made()
                        ? Created.at(
                                "/api/v1/commissions/runs/" + prepared.run().id(), prepared.run())
                        : RestResponse.ok(prepared.run()));
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

    /** Throws a preview away, so that the month can be calculated anew. */
    @DELETE
    @Path("/{id}")
    @RolesAllowed("FINANCE")
    public Uni<Void> discard(@RestPath UUID id) {
        return runs.discard(id, callers.current());
    }
}
