package io.wealthcrm.customer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** The firm's own fields of customers' files; their values are in {@code extra} of a customer. */
@Path("/api/v1/extra-fields")
class ExtraFieldResource {
    private final ExtraFieldDesk desk;
    private final Callers callers;

    ExtraFieldResource(ExtraFieldDesk desk, Callers callers) {
        this.desk = desk;
        this.callers = callers;
    }

    /** Those the reader sees, in their order; all of them, retired ones too, for administrators. */
    @GET
    @RolesAllowed({Access.FILE_READERS, "ADMIN", "CUSTOMER"})
    public Uni<Page<ExtraFieldView>> list() {
        return desk.list(callers.current());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Access.FILE_READERS, "ADMIN", "CUSTOMER"})
    public Uni<ExtraFieldView> get(@RestPath UUID id) {
        return desk.view(callers.current(), id);
    }

    @POST
    @RolesAllowed("ADMIN")
    @Idempotent
    public Uni<RestResponse<ExtraFieldView>> add(@Valid @NotNull NewExtraField input) {
        return desk.add(callers.current(), input).map(field -> Created.at("/api/v1/extra-fields/" + field.id(), field));
    }

    /** A JSON Merge Patch; counts at once, for what customers have already as well. Key and kind stay. */
    @PATCH
    @Path("/{id}")
    @Consumes({"application/json", "application/merge-patch+json"})
    @RolesAllowed("ADMIN")
    public Uni<ExtraFieldView> change(
            @RestPath UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = ExtraFieldTerms.class))) @NotNull
                    ObjectNode patch) {
        return desk.change(callers.current(), id, ifMatch, patch);
    }
}
