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
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** The pools (公海): looked through masked, and claimed from. */
@Path("/api/v1/pool/customers")
class PoolResource {
    private final PoolQueries queries;
    private final Claims claims;
    private final Callers callers;

    PoolResource(PoolQueries queries, Claims claims, Callers callers) {
        this.queries = queries;
        this.claims = claims;
        this.callers = callers;
    }

    /** Of the own branch and the whole firm; leads see the pools of their line, the office all. */
    @GET
    @RolesAllowed({Access.SALES, "OPERATIONS", "EXECUTIVE"})
    public Uni<Page<PoolCustomer>> list(@Valid @BeanParam PoolFilter filter, @Valid @BeanParam PageRequest page) {
        return queries.list(callers.current(), filter, page);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Access.SALES, "OPERATIONS", "EXECUTIVE"})
    public Uni<PoolCustomer> get(@RestPath UUID id) {
        return queries.one(callers.current(), id);
    }

    /** The first to claim has the customer. */
    @POST
    @Path("/{id}/claim")
    @RolesAllowed(Access.SALES)
    @BeyondSight(Beyond.POOL_CLAIM)
    @Idempotent
    public Uni<Claimed> claim(@RestPath UUID id) {
        return claims.claim(callers.current(), id);
    }
}
