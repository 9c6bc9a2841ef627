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
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Follow-up plans (跟进计划): what is done for customers step by step. */
@Path("/api/v1/agenda/plans")
class FollowUpPlanResource {
    private final FollowUpPlans plans;
    private final Callers callers;

    FollowUpPlanResource(FollowUpPlans plans, Callers callers) {
        this.plans = plans;
        this.callers = callers;
    }

    /** Those that may be begun: of the own unit, those above it and those one leads; the newest first. */
    @GET
    @RolesAllowed({Access.SALES, "OPERATIONS"})
    public Uni<Page<FollowUpPlan>> list(@Valid @BeanParam PageRequest page) {
        return plans.list(callers.current(), page);
    }

    /** For the people of the caller's unit and below. */
    @POST
    @RolesAllowed({"TEAM_LEAD", "BRANCH_MANAGER", "OPERATIONS"})
    @Idempotent
    public Uni<RestResponse<FollowUpPlan>> add(@Valid @NotNull NewFollowUpPlan input) {
        return plans.add(callers.current(), input).map(plan -> Created.at("/api/v1/agenda/plans/" + plan.id(), plan));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Access.SALES, "OPERATIONS"})
    public Uni<FollowUpPlan> get(@RestPath UUID id) {
        return plans.view(callers.current(), id);
    }

    /** It is begun no more; what was begun goes on. */
    @POST
    @Path("/{id}/retirement")
    @RolesAllowed({"TEAM_LEAD", "BRANCH_MANAGER", "OPERATIONS"})
    @Idempotent
    public Uni<FollowUpPlan> retire(@RestPath UUID id) {
        return plans.retire(callers.current(), id);
    }
}
