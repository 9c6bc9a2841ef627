package io.wealthcrm.household;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.QueryValue;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Households and groups of customers; a customer may be in several. */
@Path("/api/v1/households")
class HouseholdResource {
    private final Households households;
    private final HouseholdReads reads;
    private final RollUps rollUps;
    private final Callers callers;

    HouseholdResource(Households households, HouseholdReads reads, RollUps rollUps, Callers callers) {
        this.households = households;
        this.reads = reads;
        this.rollUps = rollUps;
        this.callers = callers;
    }

    /** Those with a member in sight, or of one customer, the newest first. */
    @GET
    @RolesAllowed(Access.FILE_READERS)
    public Uni<Page<HouseholdSummary>> list(
            @Parameter(schema = @Schema(implementation = UUID.class)) @RestQuery String customerId,
            @Valid @BeanParam PageRequest page) {
        UUID customer = QueryValue.parsed("customerId", customerId, UUID::fromString);
        return reads.list(callers.current().scope(), customer, page);
    }

    @POST
    @RolesAllowed(Access.SALES)
    @Idempotent
    public Uni<RestResponse<HouseholdView>> found(@Valid @NotNull NewHousehold input) {
        return households
                .found(callers.current(), input)
                .map(household -> Created.at("/api/v1/households/" + household.id(), household));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Access.FILE_READERS)
    public Uni<HouseholdView> get(@RestPath UUID id) {
        return reads.view(callers.current().scope(), id);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({"application/json", "application/merge-patch+json"})
    @RolesAllowed(Access.SALES)
    public Uni<HouseholdView> change(
            @RestPath UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = HouseholdEdit.class))) @NotNull
                    ObjectNode patch) {
        return households.change(callers.current(), id, ifMatch, patch);
    }

    /** Makes a customer a member, or changes what a member is in it; the latter with the household's version in If-Match. */
    @PUT
    @Path("/{id}/members/{customerId}")
    @RolesAllowed(Access.SALES)
    public Uni<HouseholdView> put(
            @RestPath UUID id,
            @RestPath UUID customerId,
            @HeaderParam("If-Match") String ifMatch,
            @Valid @NotNull NewMember input) {
        return households.put(callers.current(), id, customerId, ifMatch, input);
    }

    /** Ends a membership today; the record stays. */
    @DELETE
    @Path("/{id}/members/{customerId}")
    @RolesAllowed(Access.SALES)
    public Uni<Void> remove(@RestPath UUID id, @RestPath UUID customerId) {
        return households.remove(callers.current(), id, customerId);
    }

    /** What the members in sight own together. */
    @GET
    @Path("/{id}/assets")
    @RolesAllowed(Access.FILE_READERS)
    public Uni<HouseholdAssets> assets(@RestPath UUID id) {
        return rollUps.assets(callers.current().scope(), id);
    }

    /** The newest first, also for who became a member later. */
    @GET
    @Path("/{id}/notes")
    @RolesAllowed(Access.FILE_READERS)
    public Uni<Page<HouseholdNote>> notes(@RestPath UUID id, @Valid @BeanParam PageRequest page) {
        return reads.notes(callers.current().scope(), id, page);
    }

    /** Stands on the timeline of every member of now. */
    @POST
    @Path("/{id}/notes")
    @RolesAllowed(Access.SALES)
    @Idempotent
    public Uni<RestResponse<HouseholdNote>> write(@RestPath UUID id, @Valid @NotNull NewHouseholdNote input) {
        return households
                .write(callers.current(), id, input)
                .map(note -> Created.at("/api/v1/households/" + id + "/notes", note));
    }
}
