package io.wealthcrm.privacy;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.QueryValue;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Requests about personal data, for those who work on them. */
@Path("/api/v1/privacy-requests")
class PrivacyRequestResource {
    private final PrivacyRequests requests;
    private final PrivacyDecisions decisions;
    private final Copies copies;
    private final Callers callers;

    PrivacyRequestResource(PrivacyRequests requests, PrivacyDecisions decisions, Copies copies, Callers callers) {
        this.requests = requests;
        this.decisions = decisions;
        this.copies = copies;
        this.callers = callers;
    }

    /** The newest first. */
    @GET
    @RolesAllowed({"COMPLIANCE", "OPERATIONS"})
    public Uni<Page<PrivacyRequestView>> list(
            @Parameter(schema = @Schema(implementation = PrivacyKind.class)) @RestQuery String kind,
            @Parameter(schema = @Schema(implementation = PrivacyState.class)) @RestQuery String state,
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @RestQuery String overdue,
            @Valid @BeanParam PageRequest page) {
        return requests.list(
                QueryValue.choice("kind", kind, PrivacyKind.class),
                QueryValue.choice("state", state, PrivacyState.class),
                QueryValue.flag("overdue", overdue),
                page);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"COMPLIANCE", "OPERATIONS"})
    public Uni<PrivacyRequestView> get(@RestPath UUID id) {
        return requests.view(id);
    }

    /** It is known that the customer asks. */
    @POST
    @Path("/{id}/verification")
    @RolesAllowed({"COMPLIANCE", "OPERATIONS"})
    @Idempotent
    public Uni<PrivacyRequestView> verify(@RestPath UUID id) {
        return requests.verify(callers.current(), id);
    }

    /** Of an erasure, what it would do today: what goes, and what stays until when because of which article. */
    @GET
    @Path("/{id}/plan")
    @RolesAllowed("COMPLIANCE")
    public Uni<ErasurePlan> plan(@RestPath UUID id) {
        return decisions.plan(id);
    }

    /** An erasure is decided by another person than who verified it, with the token of its plan, and cannot be taken back. */
    @POST
    @Path("/{id}/decision")
    @RolesAllowed("COMPLIANCE")
    @Idempotent
    public Uni<PrivacyRequestView> decide(@RestPath UUID id, @Valid @NotNull PrivacyDecision decision) {
        return decisions.decide(callers.current(), id, decision);
    }

    /** The copy, until it expires. Audited. */
    @GET
    @Path("/{id}/copy")
    @Produces("application/zip")
    @RolesAllowed({"COMPLIANCE", "CUSTOMER"})
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/zip",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Uni<Response> copy(@RestPath UUID id) {
        return copies.open(callers.current(), id).map(zip -> Response.ok(zip, "application/zip")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"personal-data-" + id + ".zip\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build());
    }
}
