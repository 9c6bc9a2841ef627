package io.wealthcrm.product;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.product.Announcements.AnnouncementView;
import io.wealthcrm.product.Announcements.NewAnnouncement;
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

/** A product's announcements. */
@Path("/api/v1/products/{id}/announcements")
class AnnouncementResource {
    private final Announcements announcements;
    private final Callers callers;

    AnnouncementResource(Announcements announcements, Callers callers) {
        this.announcements = announcements;
        this.callers = callers;
    }

    /** Newest first. */
    @GET
    @Authenticated
    public Uni<Page<AnnouncementView>> announcements(@RestPath UUID id, @Valid @BeanParam PageRequest page) {
        return announcements.list(id, page, Sight.of(callers.current()));
    }

    @POST
    @RolesAllowed("OPERATIONS")
    @Idempotent
    public Uni<RestResponse<AnnouncementView>> publish(@RestPath UUID id, @Valid @NotNull NewAnnouncement input) {
        return announcements
                .publish(id, input, callers.current())
                .map(published -> Created.at("/api/v1/products/" + id + "/announcements", published));
    }
}
