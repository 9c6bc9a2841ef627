package io.wealthcrm.product;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.files.Downloads;
import io.wealthcrm.shared.files.Uploads;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Papers that explain a product. */
@Path("/api/v1/products/{id}/documents")
class DocumentResource {
    private final Documents documents;
    private final Uploads uploads;
    private final Downloads downloads;
    private final Callers callers;

    DocumentResource(Documents documents, Uploads uploads, Downloads downloads, Callers callers) {
        this.documents = documents;
        this.uploads = uploads;
        this.downloads = downloads;
        this.callers = callers;
    }

    /** Newest first. */
    @GET
    @Authenticated
    public Uni<Page<DocumentView>> documents(@RestPath UUID id, @Valid @BeanParam PageRequest page) {
        return documents.list(id, page, Sight.of(callers.current()));
    }

    /** A PDF, JPEG or PNG; {@code kind} is OTHER and {@code title} the file's name when left out. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed("OPERATIONS")
    @Idempotent
    public Uni<RestResponse<DocumentView>> add(
            @RestPath UUID id,
            @NotNull @RestForm FileUpload file,
            @RestForm ProductDocument.Kind kind,
            @Size(max = 200) @RestForm String title) {
        Caller caller = callers.current();
        return uploads.accept(file, Documents.RULE)
                .chain(stored -> documents.add(id, kind, title, stored, caller))
                .map(document -> Created.at("/api/v1/products/" + id + "/documents/" + document.id(), document));
    }

    /** The document's bytes. */
    @GET
    @Path("/{documentId}")
    @Authenticated
    public Uni<Response> download(
            @RestPath UUID id, @RestPath UUID documentId, @HeaderParam("If-None-Match") String ifNoneMatch) {
        return documents
                .file(id, documentId, Sight.of(callers.current()))
                .chain(file -> downloads.respond(file, ifNoneMatch));
    }
}
