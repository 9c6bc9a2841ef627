package io.wealthcrm.product;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.product.Navs.NavView;
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

/** A product's net asset values. */
@Path("/api/v1/products/{id}/navs")
class NavResource {
    private final Navs navs;
    private final Callers callers;

    NavResource(Navs navs, Callers callers) {
        this.navs = navs;
        this.callers = callers;
    }

    /** The latest day first. */
    @GET
    @Authenticated
    public Uni<Page<NavView>> navs(@RestPath UUID id, @Valid @BeanParam PageRequest page) {
        return navs.list(id, page, Sight.of(callers.current()));
    }

    @POST
    @RolesAllowed("OPERATIONS")
    @Idempotent
    public Uni<RestResponse<NavView>> record(@RestPath UUID id, @Valid @NotNull NavView nav) {
        return navs.record(id, nav, callers.current())
                .map(recorded -> Created.at("/api/v1/products/" + id + "/navs", recorded));
    }
}
