package io.wealthcrm.contribution;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** What one customer brought and cost in the last twelve months; not for the customer. */
@Path("/api/v1/customers/{id}/contribution")
class CustomerContributionResource {
    private final Contributions contributions;
    private final Callers callers;

    CustomerContributionResource(Contributions contributions, Callers callers) {
        this.contributions = contributions;
        this.callers = callers;
    }

    @GET
    @RolesAllowed(Access.FILE_READERS)
    public Uni<ContributionView> get(@RestPath UUID id) {
        return contributions.of(callers.current().scope(), id);
    }
}
