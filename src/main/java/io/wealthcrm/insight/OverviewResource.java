package io.wealthcrm.insight;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Language;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** A customer at one look (客户全景). */
@Path("/api/v1/customers/{id}/overview")
class OverviewResource {
    private final Overviews overviews;
    private final Callers callers;

    OverviewResource(Overviews overviews, Callers callers) {
        this.overviews = overviews;
        this.callers = callers;
    }

    /** Profile, holdings, orders under way, what comes next and what was last; the rules of gates in the reader's language. */
    @GET
    @RolesAllowed({Access.FILE_READERS, "CUSTOMER"})
    public Uni<Overview> get(@RestPath UUID id, @HeaderParam("Accept-Language") String language) {
        return overviews.of(callers.current(), id, Language.of(language));
    }
}
