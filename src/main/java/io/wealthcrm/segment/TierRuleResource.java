package io.wealthcrm.segment;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.JobView;
import io.wealthcrm.shared.Jobs;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/** By which rules customers have their tier (客户分级规则). */
@Path("/api/v1/tiers")
class TierRuleResource {
    private final TierRules rules;
    private final TierRecomputations recomputations;
    private final Callers callers;

    TierRuleResource(TierRules rules, TierRecomputations recomputations, Callers callers) {
        this.rules = rules;
        this.recomputations = recomputations;
        this.callers = callers;
    }

    /** All rules there are to be from now on, the first to be asked first; none is allowed. */
    record NewTierRules(@NotNull @Size(max = 50) List<@NotNull @Valid TierRule> rules) {}

    @GET
    @Path("/rules")
    @RolesAllowed(Access.STAFF)
    public Uni<TierRuleTable> rules() {
        return rules.current();
    }

    /** Replaces all rules; customers are judged by them at once. */
    @PUT
    @Path("/rules")
    @RolesAllowed({"OPERATIONS", "EXECUTIVE"})
    public Uni<TierRuleTable> replace(@HeaderParam("If-Match") String ifMatch, @Valid @NotNull NewTierRules input) {
        return rules.replace(ifMatch, input.rules(), callers.current());
    }

    /** Judges all customers anew, as happens each day. */
    @POST
    @Path("/recomputations")
    @RolesAllowed({"OPERATIONS", "EXECUTIVE"})
    @Idempotent
    @APIResponse(
            responseCode = "202",
            description = "The job that judges them",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = JobView.class)))
    public Uni<RestResponse<JobView>> recompute() {
        return recomputations.ask(callers.current()).map(Jobs::accepted);
    }
}
