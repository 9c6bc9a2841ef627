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
import io.wealthcrm.shared.QueryValue;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Imports of customers from CSV and XLSX files; one's own, and all of them for operations. */
@Path("/api/v1/customers/imports")
class ImportResource {
    private static final String CSV = "text/csv;charset=UTF-8";
    private static final String ACCEPTED = "The job; its subject is the import";

    private final Imports imports;
    private final ImportReads reads;
    private final ImportColumns columns;
    private final ImportReport report;
    private final Callers callers;

    ImportResource(Imports imports, ImportReads reads, ImportColumns columns, ImportReport report, Callers callers) {
        this.imports = imports;
        this.reads = reads;
        this.columns = columns;
        this.report = report;
        this.callers = callers;
    }

    /**
     * Takes a file in, or an upload of purpose CUSTOMER_IMPORT ({@code /uploads}) where it is larger than 20 MB; reads and checks
     * its rows and puts on file who is new. With {@code hold} the checked rows wait for {@code POST …/application}. A header that
     * does not say where name and phone are ends the job with MAPPING_INCOMPLETE; {@code PUT …/mapping} lets it go on. Columns
     * are known by the headers' Chinese and English names, those of extra fields that the caller writes by label or key; a column
     * named {@code extra.<key>} must be one of them.
     */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed({Access.SALES, "OPERATIONS"})
    @Idempotent
    @APIResponse(
            responseCode = "202",
            description = ACCEPTED,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = JobView.class)))
    public Uni<RestResponse<JobView>> take(
            @RestForm("file") FileUpload file,
            @RestForm("uploadId") String uploadId,
            @RestForm("advisorId") String advisorId,
            @RestForm("hold") String hold,
            @RestForm("known") @Parameter(schema = @Schema(implementation = Known.class)) String known) {
        UUID advisor = QueryValue.parsed("advisorId", advisorId, UUID::fromString);
        UUID upload = QueryValue.parsed("uploadId", uploadId, UUID::fromString);
        Known onFile = QueryValue.choice("known", known, Known.class);
        var wish = new Imports.Wish(advisor, QueryValue.flag("hold", hold), onFile == null ? Known.REFUSE : onFile);
        return imports.take(callers.current(), file, upload, wish).map(Jobs::accepted);
    }

    /** The newest first. */
    @GET
    @RolesAllowed({Access.SALES, "OPERATIONS"})
    public Uni<Page<ImportView>> list(@Valid @BeanParam PageRequest page) {
        return reads.list(callers.current(), page);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Access.SALES, "OPERATIONS"})
    public Uni<ImportView> get(@RestPath UUID id) {
        return reads.view(callers.current(), id);
    }

    /** The file's columns, what they seem to hold, and how their first values look. */
    @GET
    @Path("/{id}/columns")
    @RolesAllowed({Access.SALES, "OPERATIONS"})
    public Uni<Page<ImportColumns.Column>> columns(@RestPath UUID id) {
        return columns.of(callers.current(), id);
    }

    /** Says which column holds what, where the header did not; the job goes on. */
    @PUT
    @Path("/{id}/mapping")
    @RolesAllowed({Access.SALES, "OPERATIONS"})
    @APIResponse(
            responseCode = "202",
            description = ACCEPTED,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = JobView.class)))
    public Uni<RestResponse<JobView>> map(
            @RestPath UUID id, @HeaderParam("If-Match") String ifMatch, @Valid @NotNull ColumnMapping mapping) {
        return imports.map(callers.current(), id, ifMatch, mapping).map(Jobs::accepted);
    }

    /** Has the rows applied that were checked and held. */
    @POST
    @Path("/{id}/application")
    @RolesAllowed({Access.SALES, "OPERATIONS"})
    @Idempotent
    @APIResponse(
            responseCode = "202",
            description = ACCEPTED,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = JobView.class)))
    public Uni<RestResponse<JobView>> apply(@RestPath UUID id) {
        return imports.apply(callers.current(), id).map(Jobs::accepted);
    }

    /** Takes the import back: its customers are removed but those somebody has worked with since. */
    @POST
    @Path("/{id}/reversal")
    @RolesAllowed({Access.SALES, "OPERATIONS"})
    @Idempotent
    @APIResponse(
            responseCode = "202",
            description = ACCEPTED,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = JobView.class)))
    public Uni<RestResponse<JobView>> revert(@RestPath UUID id) {
        return imports.revert(callers.current(), id).map(Jobs::accepted);
    }

    /** CSV: {@code line, state, code, field, message, phoneEnd}, a line for each row of the file that was read. */
    @GET
    @Path("/{id}/report")
    @Produces(CSV)
    @RolesAllowed({Access.SALES, "OPERATIONS"})
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = CSV, schema = @Schema(implementation = String.class)))
    public Uni<Response> report(
            @RestPath UUID id,
            @RestQuery @Parameter(schema = @Schema(implementation = ImportReport.RowState.class)) String state,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
        var only = QueryValue.choice("state", state, ImportReport.RowState.class);
        return reads.readable(callers.current(), id)
                .map(readable -> new ImportReport.Wish(only, Language.of(languages), readable::has))
                .map(wish -> Response.ok(report.of(id, wish), CSV)
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"import-" + id + ".csv\"")
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build());
    }
}
