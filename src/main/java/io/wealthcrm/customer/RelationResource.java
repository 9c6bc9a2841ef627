package io.wealthcrm.customer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
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
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Who a customer's people are. */
@Path("/api/v1/customers/{id}/relations")
class RelationResource {
    private final Relations relations;
    private final RelationPages pages;
    private final Callers callers;

    RelationResource(Relations relations, RelationPages pages, Callers callers) {
        this.relations = relations;
        this.pages = pages;
        this.callers = callers;
    }

    /** Also those that have ended, unless only those of now are asked for. */
    @GET
    @RolesAllowed(Access.FILE_READERS)
    public Uni<Page<RelationView>> relations(
            @RestPath UUID id, @RestQuery @DefaultValue("false") boolean current, @Valid @BeanParam PageRequest page) {
        return pages.page(callers.current().scope(), id, current, page);
    }

    @POST
    @RolesAllowed(Access.SALES)
    @Idempotent
    public Uni<RestResponse<RelationView>> relate(@RestPath UUID id, @Valid @NotNull NewRelation input) {
        return relations
                .add(callers.current(), id, input)
                .map(view -> Created.at("/api/v1/customers/" + id + "/relations", view));
    }

    /** From either end. */
    @PATCH
    @Path("/{relationId}")
    @Consumes({"application/json", "application/merge-patch+json"})
    @RolesAllowed(Access.SALES)
    public Uni<RelationView> change(
            @RestPath UUID id,
            @RestPath UUID relationId,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = RelationEdit.class))) @NotNull
                    ObjectNode patch) {
        return relations.change(callers.current(), id, relationId, ifMatch, patch);
    }

    /** Ends it today, from either end; the record stays. */
    @DELETE
    @Path("/{relationId}")
    @RolesAllowed(Access.SALES)
    public Uni<Void> end(@RestPath UUID id, @RestPath UUID relationId) {
        return relations.end(callers.current(), id, relationId);
    }
}
