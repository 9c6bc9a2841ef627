package io.wealthcrm.attrition;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.Tier;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Money;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;

/** By which rules valuable customers are warned of (流失预警规则). */
@Path("/api/v1/attrition-rules")
class AttritionRuleResource {
    private final AttritionRuleDesk rules;
    private final Callers callers;

    AttritionRuleResource(AttritionRuleDesk rules, Callers callers) {
        this.rules = rules;
        this.callers = callers;
    }

    /** What is to count from now on: tiers or assets say who is valuable; a kind without a measure is off. */
    record NewAttritionRules(
            @NotNull @Size(max = 4) Set<@NotNull Tier> tiers,
            Money fromAssets,
            @NotNull @Size(max = 3) List<@NotNull @Valid AttritionMeasure> measures) {}

    @GET
    @RolesAllowed({"TEAM_LEAD", "BRANCH_MANAGER", "OPERATIONS", "EXECUTIVE"})
    public Uni<AttritionRules> rules() {
        return rules.current();
    }

    /** Replaces them all; the next scan goes by them. */
    @PUT
    @RolesAllowed({"OPERATIONS", "EXECUTIVE"})
    public Uni<AttritionRules> replace(
            @HeaderParam("If-Match") String ifMatch, @Valid @NotNull NewAttritionRules input) {
        return rules.replace(ifMatch, input.tiers(), input.fromAssets(), input.measures(), callers.current());
    }
}
