package io.wealthcrm.exchange;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.JobView;
import io.wealthcrm.shared.Jobs;
import io.wealthcrm.shared.Language;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Exports of customers, for those to whom CUSTOMER_EXPORT is granted: of whom they see, each export their own. */
@Path("/api/v1/customers/exports")
class ExportResource {
    private static final String CSV = "text/csv;charset=UTF-8";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Exports exports;
    private final ExportFile file;
    private final Callers callers;

    ExportResource(Exports exports, ExportFile file, Callers callers) {
        this.exports = exports;
        this.file = file;
        this.callers = callers;
    }

    /** Asks for an export; the permission is checked again while it is made and when it is fetched. */
    @POST
    @RolesAllowed(Access.FILE_READERS)
    @Idempotent
    @APIResponse(
            responseCode = "202",
            description = "The job; its subject is the export",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = JobView.class)))
    public Uni<RestResponse<JobView>> ask(
            @Valid @NotNull NewExport input, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
        return exports.ask(callers.current(), input, Language.of(languages)).map(Jobs::accepted);
    }

    /** One's own, the newest first. */
    @GET
    @RolesAllowed(Access.FILE_READERS)
    public Uni<Page<ExportView>> list(@Valid @BeanParam PageRequest page) {
        return exports.list(callers.current(), page);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Access.FILE_READERS)
    public Uni<ExportView> get(@RestPath UUID id) {
        return exports.view(callers.current(), id);
    }

    /** The file, until it expires. Audited. */
    @GET
    @Path("/{id}/file")
    @Produces({CSV, XLSX})
    @RolesAllowed(Access.FILE_READERS)
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = CSV, schema = @Schema(implementation = String.class)),
                @Content(
                        mediaType = XLSX,
                        schema =
                                @Schema(
                                        type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
                                        format = "binary"))
            })
    public Uni<Response> file(@RestPath UUID id) {
        return exports.open(callers.current(), id).map(this::response);
    }

    private Response response(ExportRecord export) {
        boolean csv = export.format() == Table.Format.CSV;
        String name = "customers-" + export.id() + (csv ? ".csv" : ".xlsx");
        return Response.ok(file.of(export), csv ? CSV : XLSX)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
