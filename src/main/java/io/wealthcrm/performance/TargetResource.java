package io.wealthcrm.performance;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.QueryValue;
import io.wealthcrm.shared.WealthConfig;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** Targets (业绩目标) of the firm, its branches and teams, and of people, by month and quarter. */
@Path("/api/v1/performance/targets")
class TargetResource {
    private final Targets targets;
    private final TargetTables tables;
    private final Callers callers;
    private final Clock clock;
    private final WealthConfig config;

    TargetResource(Targets targets, TargetTables tables, Callers callers, Clock clock, WealthConfig config) {
        this.targets = targets;
        this.tables = tables;
        this.callers = callers;
        this.clock = clock;
        this.config = config;
    }

    /** A unit's target and those directly below, with what is reached. People see their own with their performance. */
    @GET
    @RolesAllowed({"TEAM_LEAD", "BRANCH_MANAGER", "EXECUTIVE", "OPERATIONS", "FINANCE"})
    public Uni<TargetTable> table(
            @Parameter(schema = @Schema(implementation = Metric.class, defaultValue = "CONFIRMED_AMOUNT")) @RestQuery
                    String metric,
            @Parameter(
                            description = "Without one the unit the caller leads, or the firm",
                            schema = @Schema(implementation = UUID.class))
                    @RestQuery
                    String unitId,
            @Parameter(description = PerformanceResource.PERIOD) @RestQuery String period,
            @Parameter(description = PerformanceResource.AS_OF, schema = @Schema(implementation = LocalDate.class))
                    @RestQuery
                    String asOf) {
        Metric by = QueryValue.choice("metric", metric, Metric.class);
        UUID unit = QueryValue.parsed("unitId", unitId, UUID::fromString);
        Asked asked = Asked.of(period, asOf, LocalDate.now(clock.withZone(config.zone())));
        return tables.of(callers.current(), unit, by == null ? Metric.CONFIRMED_AMOUNT : by, asked);
    }

    /** Sets one target. {@code If-Match} is its version, {@code "0"} where none was ever set. Nobody sets the own one but executives. */
    @PUT
    @RolesAllowed({"TEAM_LEAD", "BRANCH_MANAGER", "EXECUTIVE"})
    public Uni<Target> set(@HeaderParam("If-Match") String ifMatch, @Valid @NotNull NewTarget input) {
        return targets.set(callers.current(), ifMatch, input);
    }

    /** Splits a unit's target among those directly below, to the cent. {@code If-Match} is the version of the unit's. */
    @POST
    @Path("/distribution")
    @RolesAllowed({"TEAM_LEAD", "BRANCH_MANAGER", "EXECUTIVE"})
    @Idempotent
    public Uni<TargetTable> split(@HeaderParam("If-Match") String ifMatch, @Valid @NotNull TargetSplit input) {
        return targets.split(callers.current(), ifMatch, input);
    }
}
