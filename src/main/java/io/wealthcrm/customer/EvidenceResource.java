package io.wealthcrm.customer;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
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

/** Papers that a customer's assessments, certifications and consents rest on. */
@Path("/api/v1/customers/{id}/evidence")
class EvidenceResource {
    private final Evidence evidence;
    private final Downloads downloads;
    private final Callers callers;

    EvidenceResource(Evidence evidence, Downloads downloads, Callers callers) {
        this.evidence = evidence;
        this.downloads = downloads;
        this.callers = callers;
    }

    /** A JPEG, PNG or PDF; its id is then named as {@code evidenceFileId} by the records of this customer that rest on it. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed({Access.SALES, "CUSTOMER"})
    @Idempotent
    public Uni<RestResponse<StoredFile>> add(@RestPath UUID id, @RestForm("file") @NotNull FileUpload file) {
        return evidence.add(callers.current(), id, file)
                .map(stored -> Created.at("/api/v1/customers/" + id + "/evidence/" + stored.id(), stored));
    }

    @GET
    @Path("/{fileId}")
    @RolesAllowed({Access.SALES, "COMPLIANCE", "OPERATIONS", "CALLBACK", "CUSTOMER"})
    public Uni<Response> read(
            @RestPath UUID id, @RestPath UUID fileId, @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        return evidence.read(callers.current(), id, fileId).chain(file -> downloads.respond(file, ifNoneMatch));
    }
}
