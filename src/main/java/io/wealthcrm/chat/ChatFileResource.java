package io.wealthcrm.chat;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.files.Downloads;
import io.wealthcrm.shared.files.StoredFile;
import io.wealthcrm.shared.files.Uploads;
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
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Files of the chat. */
@Path("/api/v1/files")
@Authenticated
class ChatFileResource {
    private final Uploads uploads;
    private final Downloads downloads;
    private final ChatFiles files;
    private final Callers callers;

    ChatFileResource(Uploads uploads, Downloads downloads, ChatFiles files, Callers callers) {
        this.uploads = uploads;
        this.downloads = downloads;
        this.files = files;
        this.callers = callers;
    }

    /** Multipart {@code file}: JPEG, PNG or PDF, checked and cleaned; to be sent as a message of kind {@code file}. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Idempotent
    public Uni<RestResponse<ChatFileView>> upload(@RestForm("file") FileUpload file) {
        if (file == null) {
            throw Problem.invalid("/file", "NOT_NULL", "file");
        }
        UUID by = callers.current().userId();
        return uploads.accept(file, ChatFiles.RULE)
                .chain(accepted -> files.record(accepted, by))
                .map(stored -> Created.at("/api/v1/files/" + stored.id(), ChatFileView.of(stored)));
    }

    /** The bytes; with {@code ?thumbnail=true} a small JPEG where there is one. */
    @GET
    @Path("/{id}")
    public Uni<Response> download(
            @RestPath UUID id, @RestQuery boolean thumbnail, @HeaderParam("If-None-Match") String ifNoneMatch) {
        return files.visible(id, callers.current().userId()).chain(file -> respond(file, thumbnail, ifNoneMatch));
    }

    private Uni<Response> respond(StoredFile file, boolean thumbnail, String ifNoneMatch) {
        return thumbnail && file.thumbnail() != null
                ? downloads.respondThumbnail(file, ifNoneMatch)
                : downloads.respondRevocable(file, ifNoneMatch);
    }
}
