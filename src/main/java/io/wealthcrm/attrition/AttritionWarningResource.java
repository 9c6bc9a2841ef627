package io.wealthcrm.attrition;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.JobView;
import io.wealthcrm.shared.Jobs;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.QueryValue;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Valuable customers whose dealings shrink (流失预警). */
@Path("/api/v1/attrition-warnings")
class AttritionWarningResource {
    private final AttritionDesk desk;
    private final AttritionScans scans;
    private final Callers callers;

    AttritionWarningResource(AttritionDesk desk, AttritionScans scans, Callers callers) {
        this.desk = desk;
        this.scans = scans;
        this.callers = callers;
    }

    /** What is being done about it. */
    record Acknowledgement(@NotBlank @Size(max = 500) String note) {}

    /** Of customers in sight, the newest first. */
    @GET
    @RolesAllowed({Access.SALES, "OPERATIONS", "EXECUTIVE"})
    public Uni<Page<AttritionWarning>> list(
            @Parameter(schema = @Schema(implementation = AttritionState.class)) @RestQuery String state,
            @Parameter(schema = @Schema(implementation = AttritionKind.class)) @RestQuery String kind,
            @Valid @BeanParam PageRequest page) {
        return desk.list(
                callers.current().scope(),
                QueryValue.choice("state", state, AttritionState.class),
                QueryValue.choice("kind", kind, AttritionKind.class),
                page);
    }

    /** It is not raised again until it has ended, or the measure's days have passed. */
    @POST
    @Path("/{id}/acknowledgement")
    @RolesAllowed(Access.SALES)
    @Idempotent
    public Uni<AttritionWarning> acknowledge(@RestPath UUID id, @Valid @NotNull Acknowledgement input) {
        return desk.acknowledge(callers.current(), id, input.note());
    }

    /** Looks at all customers now, as the start of each day does. */
    @POST
    @Path("/scans")
    @RolesAllowed({"OPERATIONS", "EXECUTIVE"})
    @Idempotent
    @APIResponse(
            responseCode = "202",
            description = "The job that looks at them",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = JobView.class)))
    public Uni<RestResponse<JobView>> scan() {
        return scans.ask(callers.current()).map(Jobs::accepted);
    }
}
