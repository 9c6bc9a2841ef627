package io.wealthcrm.complaint;

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

/** Papers laid to a complaint. */
@Path("/api/v1/complaints/{id}/files")
class ComplaintFileResource {
    private final ComplaintFiles files;
    private final Downloads downloads;
    private final Callers callers;

    ComplaintFileResource(ComplaintFiles files, Downloads downloads, Callers callers) {
        this.files = files;
        this.downloads = downloads;
        this.callers = callers;
    }

    /** A JPEG, PNG or PDF, while the complaint is not closed. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed({Access.SALES, "CALLBACK", "OPERATIONS", "COMPLIANCE", "CUSTOMER"})
    @Idempotent
    public Uni<RestResponse<StoredFile>> add(@RestPath UUID id, @RestForm("file") @NotNull FileUpload file) {
        return files.add(callers.current(), id, file)
                .map(stored -> Created.at("/api/v1/complaints/" + id + "/files/" + stored.id(), stored));
    }

    /** In the order they came, on one page; to a customer what the customer laid there. */
    @GET
    @RolesAllowed({Access.FILE_READERS, "CUSTOMER"})
    public Uni<Page<ComplaintFile>> list(@RestPath UUID id) {
        return files.list(callers.current(), id);
    }

    @GET
    @Path("/{fileId}")
    @RolesAllowed({Access.FILE_READERS, "CUSTOMER"})
    public Uni<Response> read(
            @RestPath UUID id, @RestPath UUID fileId, @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        return files.find(callers.current(), id, fileId).chain(file -> downloads.respond(file, ifNoneMatch));
    }
}
