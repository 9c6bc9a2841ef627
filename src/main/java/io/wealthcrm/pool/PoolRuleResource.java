package io.wealthcrm.pool;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.JobView;
import io.wealthcrm.shared.Jobs;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** By which rules customers fall into the pool, who is about to, and what claims are allowed. */
@Path("/api/v1/pool")
class PoolRuleResource {
    private final PoolRules rules;
    private final SettingsDesk settings;
    private final PoolWarnings warnings;
    private final PoolScans scans;
    private final Callers callers;

    PoolRuleResource(PoolRules rules, SettingsDesk settings, PoolWarnings warnings, PoolScans scans, Callers callers) {
        this.rules = rules;
        this.settings = settings;
        this.warnings = warnings;
        this.scans = scans;
        this.callers = callers;
    }

    /** All rules there are to be from now on; none is allowed. */
    record NewPoolRules(@NotNull @Size(max = 100) List<@NotNull @Valid PoolRule> rules) {}

    @GET
    @Path("/rules")
    @RolesAllowed({Access.SALES, "OPERATIONS", "EXECUTIVE"})
    public Uni<PoolRuleTable> rules() {
        return rules.current();
    }

    /** Replaces all rules; the next scan goes by them. */
    @PUT
    @Path("/rules")
    @RolesAllowed({"OPERATIONS", "EXECUTIVE"})
    public Uni<PoolRuleTable> replaceRules(
            @HeaderParam("If-Match") String ifMatch, @Valid @NotNull NewPoolRules input) {
        return rules.replace(ifMatch, input.rules(), callers.current());
    }

    /** Without {@code branch} the firm's; of a branch what counts there. */
    @GET
    @Path("/settings")
    @RolesAllowed({Access.SALES, "OPERATIONS", "EXECUTIVE"})
    public Uni<PoolSettings> settings(@RestQuery UUID branch) {
        return settings.of(branch);
    }

    /** A branch that is named has settings of its own from now on. */
    @PUT
    @Path("/settings")
    @RolesAllowed({"OPERATIONS", "EXECUTIVE"})
    public Uni<PoolSettings> replaceSettings(
            @RestQuery UUID branch, @HeaderParam("If-Match") String ifMatch, @Valid @NotNull NewPoolSettings input) {
        return settings.replace(branch, ifMatch, input, callers.current());
    }

    /** Customers in sight who are about to fall. */
    @GET
    @Path("/warnings")
    @RolesAllowed({Access.SALES, "OPERATIONS", "EXECUTIVE"})
    public Uni<Page<PoolWarning>> warnings(@Valid @BeanParam PageRequest page) {
        return warnings.list(callers.current().scope(), page);
    }

    /** Applies the rules now, as the start of each day does. */
    @POST
    @Path("/scans")
    @RolesAllowed({"OPERATIONS", "EXECUTIVE"})
    @Idempotent
    public Uni<RestResponse<JobView>> scan() {
        return scans.ask(callers.current()).map(Jobs::accepted);
    }
}
