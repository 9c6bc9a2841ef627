package io.wealthcrm.identity;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestResponse;

/** The firm's units. */
@Path("/api/v1/units")
class UnitResource {
    private final Units units;

    UnitResource(Units units) {
        this.units = units;
    }

    @GET
    @RolesAllowed(Access.STAFF)
    public Uni<Page<UnitView>> tree() {
        return units.tree().map(all -> new Page<>(all, null));
    }

    @POST
    @RolesAllowed("ADMIN")
    @Idempotent
    public Uni<RestResponse<UnitView>> add(@Valid @NotNull Units.NewUnit input) {
        return units.add(input).map(unit -> Created.at("/api/v1/units/" + unit.id(), unit));
    }
}
