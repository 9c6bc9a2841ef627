package io.wealthcrm.agenda;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.files.Downloads;
import io.wealthcrm.shared.files.StoredFile;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Photos of a visit. */
@Path("/api/v1/agenda/visits/{id}/photos")
class VisitPhotoResource {
    private final VisitPhotos photos;
    private final Downloads downloads;
    private final Callers callers;

    VisitPhotoResource(VisitPhotos photos, Downloads downloads, Callers callers) {
        this.photos = photos;
        this.downloads = downloads;
        this.callers = callers;
    }

    /** A JPEG or PNG, by who checked in, until the check-out; where it was taken is removed from it. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed(Access.SALES)
    @Idempotent
    public Uni<RestResponse<StoredFile>> add(@RestPath UUID id, @RestForm("file") @NotNull FileUpload file) {
        return photos.add(callers.current(), id, file)
                .map(stored -> Created.at("/api/v1/agenda/visits/" + id + "/photos/" + stored.id(), stored));
    }

    /** In the order they came, on one page. */
    @GET
    @RolesAllowed(Access.SALES)
    public Uni<Page<VisitPhoto>> list(@RestPath UUID id) {
        return photos.list(callers.current(), id);
    }

    @GET
    @Path("/{photoId}")
    @RolesAllowed(Access.SALES)
    public Uni<Response> read(
            @RestPath UUID id, @RestPath UUID photoId, @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        return photos.find(callers.current(), id, photoId).chain(file -> downloads.respond(file, ifNoneMatch));
    }
}
