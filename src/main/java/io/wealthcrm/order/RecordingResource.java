package io.wealthcrm.order;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.files.Downloads;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** An order's dual recordings. */
@Path("/api/v1/orders/{id}/recordings")
class RecordingResource {
    private final Recordings recordings;
    private final Downloads downloads;
    private final Callers callers;

    RecordingResource(Recordings recordings, Downloads downloads, Callers callers) {
        this.recordings = recordings;
        this.downloads = downloads;
        this.callers = callers;
    }

    /** Takes a finished upload of {@code /api/v1/uploads}: MP4, MOV or WebM. */
    @POST
    @RolesAllowed("ADVISOR")
    @Idempotent
    public Uni<RestResponse<RecordingView>> addRecording(@RestPath UUID id, @Valid @NotNull AddRecording input) {
        return recordings
                .add(callers.current(), id, input.uploadId())
                .map(view -> Created.at("/api/v1/orders/" + id + "/recordings/" + view.id() + "/content", view));
    }

    @GET
    @RolesAllowed({Access.FILE_READERS, "CUSTOMER"})
    public Uni<Page<RecordingView>> recordings(@RestPath UUID id) {
        return recordings.list(callers.current().scope(), id);
    }

    /** The recording itself, whole or the one range that is asked for. */
    @GET
    @Path("/{recordingId}/content")
    @RolesAllowed({Access.FILE_READERS, "CUSTOMER"})
    public Uni<Response> recording(
            @RestPath UUID id,
            @RestPath UUID recordingId,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @HeaderParam("Range") String range,
            @HeaderParam("If-Range") String ifRange) {
        return recordings
                .play(callers.current(), id, recordingId)
                .chain(file -> downloads.play(file, ifNoneMatch, range, ifRange));
    }
}
