package io.wealthcrm.contribution;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.Channel;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.QueryValue;
import io.wealthcrm.shared.WealthConfig;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.YearMonth;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What the channels cost by which customers come (获客渠道成本), and what those customers brought. */
@Path("/api/v1/channel-costs")
class ChannelCostResource {
    private static final String UNIT = "Head office, which is the firm, or a branch; without one all that is in sight";

    private final ChannelCosts costs;
    private final ChannelReports reports;
    private final Callers callers;
    private final Clock clock;
    private final WealthConfig config;

    ChannelCostResource(ChannelCosts costs, ChannelReports reports, Callers callers, Clock clock, WealthConfig config) {
        this.costs = costs;
        this.reports = reports;
        this.callers = callers;
        this.clock = clock;
        this.config = config;
    }

    /** The entries as they stand: a branch manager's own branch's, for the office also what the firm spent as a whole. */
    @GET
    @RolesAllowed({"BRANCH_MANAGER", "OPERATIONS", "FINANCE", "EXECUTIVE"})
    public Uni<Page<ChannelCost>> list(
            @Parameter(description = CostMonths.WHAT) @RestQuery String from,
            @Parameter(description = CostMonths.WHAT) @RestQuery String to,
            @Parameter(description = UNIT, schema = @Schema(implementation = UUID.class)) @RestQuery String unitId,
            @Valid @BeanParam PageRequest page) {
        return costs.list(callers.current().scope(), unit(unitId), CostMonths.of(from, to, current()), page);
    }

    /** By channel: cost, customers won, those who bought, and what they brought; a branch manager's own branch's. */
    @GET
    @Path("/report")
    @RolesAllowed({"BRANCH_MANAGER", "OPERATIONS", "FINANCE", "EXECUTIVE"})
    public Uni<ChannelReport> report(
            @Parameter(description = CostMonths.WHAT) @RestQuery String from,
            @Parameter(description = CostMonths.WHAT) @RestQuery String to,
            @Parameter(description = UNIT, schema = @Schema(implementation = UUID.class)) @RestQuery String unitId) {
        return reports.of(callers.current().scope(), unit(unitId), CostMonths.of(from, to, current()));
    }

    /**
     * Enters what was spent in a month, not one to come. {@code If-Match} is the entry's version, {@code "0"} where there is
     * none. Without {@code branch} what the firm spent as a whole.
     */
    @PUT
    @Path("/{channel}/{month}")
    @RolesAllowed({"FINANCE", "EXECUTIVE"})
    public Uni<ChannelCost> enter(
            @Parameter(schema = @Schema(implementation = Channel.class)) @RestPath String channel,
            @Parameter(description = "Such as 2026-11") @RestPath String month,
            @Parameter(schema = @Schema(implementation = UUID.class)) @RestQuery String branch,
            @HeaderParam("If-Match") String ifMatch,
            @Valid @NotNull NewChannelCost input) {
        Channel spentOn = QueryValue.choice("channel", channel, Channel.class);
        UUID spentBy = QueryValue.parsed("branch", branch, UUID::fromString);
        return costs.enter(spentOn, begun(month), spentBy, ifMatch, input, callers.current());
    }

    private YearMonth begun(String text) {
        YearMonth month = QueryValue.month("month", text);
        if (month.isAfter(current())) {
            throw Problem.invalid("/month", "RANGE", "≤ " + current());
        }
        return month;
    }

    private YearMonth current() {
        return YearMonth.now(clock.withZone(config.zone()));
    }

    private static UUID unit(String text) {
        return QueryValue.parsed("unitId", text, UUID::fromString);
    }
}
