package io.wealthcrm.product;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
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

/** The shelf. */
@Path("/api/v1/products")
class ProductResource {
    private final Shelf shelf;
    private final Callers callers;

    ProductResource(Shelf shelf, Callers callers) {
        this.shelf = shelf;
        this.callers = callers;
    }

    /** Newest first; {@code q} is any part of the name or code. */
    @GET
    @Authenticated
    public Uni<Page<ProductView>> list(@Valid @BeanParam ProductFilter filter, @Valid @BeanParam PageRequest page) {
        return shelf.list(filter, page, Sight.of(callers.current()));
    }

    @POST
    @RolesAllowed("OPERATIONS")
    @Idempotent
    public Uni<RestResponse<ProductView>> add(@Valid @NotNull NewProduct input) {
        return shelf.add(input, callers.current())
                .map(product -> Created.at("/api/v1/products/" + product.id(), product));
    }

    @GET
    @Path("/{id}")
    @Authenticated
    public Uni<ProductView> get(@RestPath UUID id) {
        return shelf.view(id, Sight.of(callers.current()));
    }

    /** A JSON Merge Patch of what {@code POST /products} takes; once launched only name, summary, quota and closesAt. */
    @PATCH
    @Path("/{id}")
    @RolesAllowed("OPERATIONS")
    @Consumes({"application/json", "application/merge-patch+json"})
    public Uni<ProductView> change(
            @RestPath UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @NotNull @RequestBody(content = @Content(schema = @Schema(implementation = NewProduct.class)))
                    ObjectNode patch) {
        return shelf.change(id, ifMatch, patch, callers.current());
    }

    /** Opens the product and notifies every advisor; launching again changes nothing. */
    @POST
    @Path("/{id}/launch")
    @RolesAllowed("OPERATIONS")
    @Idempotent
    public Uni<ProductView> launch(@RestPath UUID id) {
        return shelf.launch(id, callers.current());
    }

    @GET
    @Path("/{id}/quota")
    @Authenticated
    public Uni<QuotaView> quota(@RestPath UUID id) {
        return shelf.quota(id, Sight.of(callers.current()));
    }
}
