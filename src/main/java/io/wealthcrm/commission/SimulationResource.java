package io.wealthcrm.commission;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
import java.util.UUID;

/** Who would gain and who would lose under other rules. */
@Path("/api/v1/commissions/simulations")
class SimulationResource {
    private final Simulations simulations;
    private final Months months;

    SimulationResource(Simulations simulations, Months months) {
        this.simulations = simulations;
        this.months = months;
    }

    /**
     * @param planVersionId the version to try, usually a draft
     * @param from the first month, {@code 2026-01}; with {@code to} left out, too, the last full quarter
     * @param to the last month
     */
    record NewSimulation(
            @NotNull UUID planVersionId,
            @Pattern(regexp = Months.PATTERN) String from,
            @Pattern(regexp = Months.PATTERN) String to) {}

    /** Changes nothing. */
    @POST
    @RolesAllowed({"FINANCE", "EXECUTIVE"})
    public Uni<Simulation> simulate(@Valid @NotNull NewSimulation input) {
        LocalDate quarter = months.lastQuarter();
        LocalDate from = input.from() == null ? quarter : Months.first("/from", input.from());
        LocalDate to = input.to() == null ? from.plusMonths(2) : Months.first("/to", input.to());
        return simulations.replay(input.planVersionId(), from, to);
    }
}
