package io.wealthcrm.pool;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.wall.Beyond;
import io.wealthcrm.shared.wall.BeyondSight;
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
import org.jboss.resteasy.reactive.RestPath;

/** One customer's way into the pool, and the stays there so far. */
@Path("/api/v1/customers/{id}")
class ReleaseResource {
    private final Releases releases;
    private final PoolQueries queries;
    private final Callers callers;

    ReleaseResource(Releases releases, PoolQueries queries, Callers callers) {
        this.releases = releases;
        this.queries = queries;
        this.callers = callers;
    }

    /** Why a customer is given up. */
    record Release(@NotBlank @Size(max = 500) String reason) {}

    @POST
    @Path("/release")
    @RolesAllowed(Access.SALES)
    @BeyondSight(Beyond.POOL_RELEASE)
    @Idempotent
    public Uni<PoolStay> release(@RestPath UUID id, @Valid @NotNull Release input) {
        return releases.release(callers.current(), id, input.reason());
    }

    @GET
    @Path("/pool-stays")
    @RolesAllowed(Access.FILE_READERS)
    public Uni<Page<PoolStay>> stays(@RestPath UUID id, @Valid @BeanParam PageRequest page) {
        return queries.stays(callers.current(), id, page);
    }
}
