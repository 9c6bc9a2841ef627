package io.wealthcrm.performance;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.performance.Leaderboard.Level;
import io.wealthcrm.performance.UnitPerformance.GroupBy;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.JobView;
import io.wealthcrm.shared.Jobs;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.QueryValue;
import io.wealthcrm.shared.WealthConfig;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** What people did: their own, those of the line, and who leads. */
@Path("/api/v1/performance")
@RolesAllowed({Access.SALES, "EXECUTIVE", "OPERATIONS", "FINANCE"})
class PerformanceResource {
    static final String PERIOD = "2026-11, 2026-Q4 or 2026; without one the month of asOf";
    static final String AS_OF =
            "What was done up to this day and known by its end; without one today, which is not over";

    private final People people;
    private final Units units;
    private final Leaderboards leaderboards;
    private final Recomputations recomputations;
    private final Callers callers;
    private final Clock clock;
    private final WealthConfig config;

    PerformanceResource(
            People people,
            Units units,
            Leaderboards leaderboards,
            Recomputations recomputations,
            Callers callers,
            Clock clock,
            WealthConfig config) {
        this.people = people;
        this.units = units;
        this.leaderboards = leaderboards;
        this.recomputations = recomputations;
        this.callers = callers;
        this.clock = clock;
        this.config = config;
    }

    /** The caller's own performance, by day. */
    @GET
    @Path("/me")
    public Uni<PersonPerformance> own(
            @Parameter(description = PERIOD) @RestQuery String period,
            @Parameter(description = AS_OF, schema = @Schema(implementation = LocalDate.class)) @RestQuery
                    String asOf) {
        Caller caller = callers.current();
        return people.of(Reach.of(caller), caller.userId(), asked(period, asOf));
    }

    /** Somebody's performance; of what was done in other units than the caller's line nothing. */
    @GET
    @Path("/people/{id}")
    public Uni<PersonPerformance> person(
            @RestPath UUID id,
            @Parameter(description = PERIOD) @RestQuery String period,
            @Parameter(description = AS_OF, schema = @Schema(implementation = LocalDate.class)) @RestQuery
                    String asOf) {
        return people.of(Reach.of(callers.current()), id, asked(period, asOf));
    }

    /** What was done in a unit and below, by whoever was there then, told apart by day, person or the units directly below. */
    @GET
    @Path("/units/{id}")
    @RolesAllowed({"TEAM_LEAD", "BRANCH_MANAGER", "EXECUTIVE", "OPERATIONS", "FINANCE"})
    public Uni<UnitPerformance> unit(
            @RestPath UUID id,
            @Parameter(schema = @Schema(implementation = GroupBy.class, defaultValue = "DAY")) @RestQuery
                    String groupBy,
            @Parameter(description = PERIOD) @RestQuery String period,
            @Parameter(description = AS_OF, schema = @Schema(implementation = LocalDate.class)) @RestQuery String asOf,
            @Valid @BeanParam PageRequest page) {
        GroupBy by = QueryValue.choice("groupBy", groupBy, GroupBy.class);
        return units.of(Reach.of(callers.current()), id, asked(period, asOf), by == null ? GroupBy.DAY : by, page);
    }

    /** Who is ahead: of the caller's branch, or of the firm for who sees all. Values are shown of the own line alone. */
    @GET
    @Path("/leaderboards")
    public Uni<Leaderboard> leaderboard(
            @Parameter(schema = @Schema(implementation = Metric.class, defaultValue = "CONFIRMED_AMOUNT")) @RestQuery
                    String metric,
            @Parameter(schema = @Schema(implementation = Level.class, defaultValue = "PERSON")) @RestQuery String level,
            @Parameter(
                            description = "Only what was done in this unit and those below it",
                            schema = @Schema(implementation = UUID.class))
                    @RestQuery
                    String unitId,
            @Parameter(description = PERIOD) @RestQuery String period,
            @Parameter(description = AS_OF, schema = @Schema(implementation = LocalDate.class)) @RestQuery String asOf,
            @RestQuery @DefaultValue("20") @Min(1) @Max(100) int limit) {
        Metric by = QueryValue.choice("metric", metric, Metric.class);
        Level of = QueryValue.choice("level", level, Level.class);
        UUID unit = QueryValue.parsed("unitId", unitId, UUID::fromString);
        Leaderboards.Ranking ranking = new Leaderboards.Ranking(
                by == null ? Metric.CONFIRMED_AMOUNT : by,
                of == null ? Level.PERSON : of,
                unit,
                asked(period, asOf),
                limit);
        return leaderboards.of(Reach.of(callers.current()), ranking);
    }

    /** Works past days out again, as happens each night; what comes out otherwise is a correction of today. */
    @POST
    @Path("/recomputations")
    @RolesAllowed({"OPERATIONS", "EXECUTIVE"})
    @Idempotent
    @APIResponse(
            responseCode = "202",
            description = "The job that works them out",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = JobView.class)))
    public Uni<RestResponse<JobView>> recompute(@Valid @NotNull Recomputations.Range input) {
        return recomputations.ask(callers.current(), input).map(Jobs::accepted);
    }

    private Asked asked(String period, String asOf) {
        return Asked.of(period, asOf, LocalDate.now(clock.withZone(config.zone())));
    }
}
