package io.wealthcrm.order;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.files.Downloads;
import io.wealthcrm.shared.files.UploadRule;
import io.wealthcrm.shared.files.Uploads;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** An order's contract and documents. */
@Path("/api/v1/orders/{id}")
class PapersResource {
    private final Papers papers;
    private final OrderViews views;
    private final Uploads uploads;
    private final Downloads downloads;
    private final Callers callers;

    PapersResource(Papers papers, OrderViews views, Uploads uploads, Downloads downloads, Callers callers) {
        this.papers = papers;
        this.views = views;
        this.uploads = uploads;
        this.downloads = downloads;
        this.callers = callers;
    }

    @PUT
    @Path("/contract")
    @RolesAllowed("ADVISOR")
    public Uni<OrderView> enterContract(
            @RestPath UUID id, @HeaderParam("If-Match") String ifMatch, @Valid @NotNull ContractEntry entry) {
        return papers.enterContract(callers.current(), id, ifMatch, entry);
    }

    /** A photo or scan: JPEG, PNG or PDF. Its place in the picture and other metadata are taken out. */
    @POST
    @Path("/documents")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed("ADVISOR")
    @Idempotent
    public Uni<RestResponse<OrderDocumentView>> upload(
            @RestPath UUID id, @RestForm @NotNull DocumentKind kind, @RestForm("file") @NotNull FileUpload file) {
        Caller caller = callers.current();
        UploadRule rule = UploadRule.document(kind.name());
        return papers.requireOpen(caller, id, kind)
                .chain(() -> uploads.accept(file, rule))
                .chain(stored -> papers.attach(caller, id, kind, stored, rule))
                .map(document -> Created.at("/api/v1/orders/" + id + "/documents/" + document.id(), document));
    }

    @GET
    @Path("/documents")
    @RolesAllowed({Access.FILE_READERS, "CUSTOMER"})
    public Uni<Page<OrderDocumentView>> documents(@RestPath UUID id) {
        return views.documents(callers.current().scope(), id);
    }

    /** The paper itself. */
    @GET
    @Path("/documents/{documentId}")
    @RolesAllowed({Access.FILE_READERS, "CUSTOMER"})
    public Uni<Response> document(
            @RestPath UUID id, @RestPath UUID documentId, @HeaderParam("If-None-Match") String ifNoneMatch) {
        return papers.read(callers.current(), id, documentId).chain(file -> downloads.respond(file, ifNoneMatch));
    }
}
