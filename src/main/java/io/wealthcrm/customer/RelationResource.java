package io.wealthcrm.customer;

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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Who a customer's people are. */
@Path("/api/v1/customers/{id}/relations")
class RelationResource {
    private final Relations relations;
    private final Callers callers;

    RelationResource(Relations relations, Callers callers) {
        this.relations = relations;
        this.callers = callers;
    }

    @GET
    @RolesAllowed(Access.FILE_READERS)
    public Uni<Page<RelationView>> relations(@RestPath UUID id, @Valid @BeanParam PageRequest page) {
        return relations.page(callers.current().scope(), id, page);
    }

    @POST
    @RolesAllowed(Access.SALES)
    @Idempotent
    public Uni<RestResponse<RelationView>> relate(@RestPath UUID id, @Valid @NotNull NewRelation input) {
        return relations
                .add(callers.current(), id, input)
                .map(view -> Created.at("/api/v1/customers/" + id + "/relations", view));
    }
}
