package io.wealthcrm.notification;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Language;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The caller's own inbox. */
@Path("/api/v1/notifications")
class NotificationResource {
    private final Inbox inbox;
    private final Callers callers;

    NotificationResource(Inbox inbox, Callers callers) {
        this.inbox = inbox;
        this.callers = callers;
    }

    /** Newest first; {@code unread=true} the unread alone, {@code unread=false} the read alone. */
    @GET
    @Authenticated
    public Uni<Page<NotificationView>> list(
            @RestQuery Boolean unread,
            @HeaderParam("Accept-Language") String language,
            @Valid @BeanParam PageRequest page) {
        return inbox.page(callers.current().userId(), unread, Language.of(language), page);
    }

    /** Marks one as read and withdraws its pushes still waiting; repeated, it changes nothing and answers the same. */
    @POST
    @Path("/{id}/read")
    @Authenticated
    public Uni<NotificationView> read(@RestPath UUID id, @HeaderParam("Accept-Language") String language) {
        return inbox.read(callers.current().userId(), id, Language.of(language));
    }
}
