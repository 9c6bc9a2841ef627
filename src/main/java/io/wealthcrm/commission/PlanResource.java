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
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Commission plans and their versioned rules. */
@Path("/api/v1/commissions/plans")
class PlanResource {
    private static final String PLANS = "/api/v1/commissions/plans/";

    private final Plans plans;
    private final Callers callers;

    PlanResource(Plans plans, Callers callers) {
        this.plans = plans;
        this.callers = callers;
    }

    /** The whole of a version's rules. */
    record Rules(@NotNull @Size(min = 1, max = 200) List<@NotNull @Valid NewRule> rules) {}

    /** @param validFrom the first month it pays for, {@code 2026-04} */
    record Approval(@NotNull @Pattern(regexp = Months.PATTERN) String validFrom) {}

    /** Newest first. */
    @GET
    @RolesAllowed({"FINANCE", "EXECUTIVE"})
    public Uni<Page<PlanView>> list(@Valid @BeanParam PageRequest page) {
        return plans.list(page);
    }

    @POST
    @RolesAllowed("FINANCE")
    @Idempotent
    public Uni<RestResponse<PlanView>> add(@Valid @NotNull NewPlan input) {
        return plans.add(input, callers.current()).map(plan -> Created.at(PLANS + plan.id(), plan));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"FINANCE", "EXECUTIVE"})
    public Uni<PlanView> get(@RestPath UUID id) {
        return plans.view(id);
    }

    /** The newest version first. */
    @GET
    @Path("/{id}/versions")
    @RolesAllowed({"FINANCE", "EXECUTIVE"})
    public Uni<Page<VersionView>> versions(@RestPath UUID id, @Valid @BeanParam PageRequest page) {
        return plans.versions(id, page);
    }

    /** A draft; a plan has one at a time. */
    @POST
    @Path("/{id}/versions")
    @RolesAllowed("FINANCE")
    @Idempotent
    public Uni<RestResponse<VersionView>> draft(@RestPath UUID id, @Valid @NotNull Rules input) {
        return plans.draft(id, input.rules(), callers.current())
                .map(version -> Created.at(PLANS + id + "/versions/" + version.id(), version));
    }

    @GET
    @Path("/{id}/versions/{versionId}")
    @RolesAllowed({"FINANCE", "EXECUTIVE"})
    public Uni<VersionView> version(@RestPath UUID id, @RestPath UUID versionId) {
        return plans.version(id, versionId);
    }

    /** Writes a draft's rules anew. */
    @PUT
    @Path("/{id}/versions/{versionId}")
    @RolesAllowed("FINANCE")
    public Uni<VersionView> redraft(
            @RestPath UUID id,
            @RestPath UUID versionId,
            @HeaderParam("If-Match") String ifMatch,
            @Valid @NotNull Rules input) {
        return plans.redraft(id, versionId, ifMatch, input.rules(), callers.current());
    }

    /** Puts a draft into force from a month on; by somebody else than who drafted it. */
    @POST
    @Path("/{id}/versions/{versionId}/approval")
    @RolesAllowed({"FINANCE", "EXECUTIVE"})
    @Idempotent
    public Uni<VersionView> approve(@RestPath UUID id, @RestPath UUID versionId, @Valid @NotNull Approval approval) {
        return plans.approve(id, versionId, Months.first("/validFrom", approval.validFrom()), callers.current());
    }
}
