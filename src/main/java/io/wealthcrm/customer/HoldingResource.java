package io.wealthcrm.customer;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** What a customer owns. */
@Path("/api/v1/customers/{id}/holdings")
class HoldingResource {
    private final Holdings holdings;
    private final Callers callers;

    HoldingResource(Holdings holdings, Callers callers) {
        this.holdings = holdings;
        this.callers = callers;
    }

    @GET
    @RolesAllowed({Access.FILE_READERS, "CUSTOMER"})
    public Uni<Page<HoldingView>> holdings(@RestPath UUID id, @Valid @BeanParam PageRequest page) {
        return holdings.page(callers.current().scope(), id, page);
    }
}
