package io.wealthcrm.complaint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.QueryValue;
import io.wealthcrm.shared.wall.Beyond;
import io.wealthcrm.shared.wall.BeyondSight;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Complaints (投诉) and service requests (服务请求), as those who work on them and the customers themselves see them. */
@Path("/api/v1/complaints")
class ComplaintResource {
    private final Complaints complaints;
    private final ComplaintReads reads;
    private final Callers callers;

    ComplaintResource(Complaints complaints, ComplaintReads reads, Callers callers) {
        this.complaints = complaints;
        this.reads = reads;
        this.callers = callers;
    }

    /** @param assigneeId the customer's advisor, a lead of the customer's line, or somebody of operations, call-back or compliance */
    record ComplaintAssignment(@NotNull UUID assigneeId, @Size(min = 1, max = 1000) String note) {}

    /** @param text what the customer is told @param rootCause why it happened; a complaint needs one, the customer does not read it */
    record NewComplaintAnswer(@NotBlank @Size(max = 4000) String text, @Size(min = 1, max = 1000) String rootCause) {}

    record ComplaintClosure(@Size(min = 1, max = 1000) String note) {}

    record ComplaintReopening(@NotBlank @Size(max = 1000) String reason) {}

    record ComplaintEscalation(@NotBlank @Size(max = 1000) String reason) {}

    /** @param reason why before it is closed; part of its history */
    record ComplaintDisclosure(@NotBlank @Size(max = 1000) String reason) {}

    record ComplaintRating(@NotNull @Min(1) @Max(5) Integer stars, @Size(min = 1, max = 1000) String note) {}

    /**
     * Those of customers in sight, and those the caller has.
     *
     * @param sort OPENED, the newest first, where left out; or DUE: what is still to be answered, the first due first
     */
    @GET
    @RolesAllowed({Access.FILE_READERS, "CUSTOMER"})
    public Uni<Page<ComplaintView>> list(
            @BeanParam ComplaintFilter filter, @RestQuery String sort, @Valid @BeanParam PageRequest page) {
        ComplaintSort order = QueryValue.choice("sort", sort, ComplaintSort.class);
        return reads.list(callers.current(), filter, order == null ? ComplaintSort.OPENED : order, page);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Access.FILE_READERS, "CUSTOMER"})
    public Uni<ComplaintView> get(@RestPath UUID id) {
        return reads.view(callers.current(), id);
    }

    /** Corrects how it is classed; what the customer said stays. */
    @PATCH
    @Path("/{id}")
    @Consumes({"application/json", "application/merge-patch+json"})
    @RolesAllowed({"TEAM_LEAD", "BRANCH_MANAGER", "OPERATIONS", "COMPLIANCE"})
    @BeyondSight(Beyond.COMPLAINT_WORK)
    public Uni<ComplaintView> edit(
            @RestPath UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = ComplaintEdit.class))) @NotNull
                    ObjectNode patch) {
        return complaints.edit(callers.current(), id, ifMatch, patch);
    }

    /** Who did what with it, in order, on one page. */
    @GET
    @Path("/{id}/moves")
    @RolesAllowed(Access.FILE_READERS)
    public Uni<Page<ComplaintMoveView>> moves(@RestPath UUID id) {
        return reads.moves(callers.current(), id);
    }

    /** What the customer was told, in order, on one page. */
    @GET
    @Path("/{id}/answers")
    @RolesAllowed({Access.FILE_READERS, "CUSTOMER"})
    public Uni<Page<ComplaintAnswer>> answers(@RestPath UUID id) {
        return reads.answers(callers.current(), id);
    }

    /** Of what nobody has: of those who come at once one succeeds. Who neither leads nor is of an office names only themselves. */
    @POST
    @Path("/{id}/assignment")
    @RolesAllowed({Access.SALES, "CALLBACK", "OPERATIONS", "COMPLIANCE"})
    @Idempotent
    public Uni<ComplaintView> assign(@RestPath UUID id, @Valid @NotNull ComplaintAssignment input) {
        return complaints.assign(callers.current(), id, input.assigneeId(), input.note());
    }

    /** By who has it, a lead, operations or compliance. */
    @POST
    @Path("/{id}/handover")
    @RolesAllowed({Access.SALES, "CALLBACK", "OPERATIONS", "COMPLIANCE"})
    @BeyondSight(Beyond.COMPLAINT_WORK)
    @Idempotent
    public Uni<Void> handOver(@RestPath UUID id, @Valid @NotNull ComplaintAssignment input) {
        return complaints.handOver(callers.current(), id, input.assigneeId(), input.note());
    }

    /** By who has it; the customer is told. */
    @POST
    @Path("/{id}/answers")
    @RolesAllowed({Access.SALES, "CALLBACK", "OPERATIONS", "COMPLIANCE"})
    @BeyondSight(Beyond.COMPLAINT_WORK)
    @Idempotent
    public Uni<ComplaintView> answer(@RestPath UUID id, @Valid @NotNull NewComplaintAnswer input) {
        return complaints.answer(callers.current(), id, input.text(), input.rootCause());
    }

    /** After the answer, by the customer, a lead, operations or compliance; of a service request also by who answered it. */
    @POST
    @Path("/{id}/closure")
    @RolesAllowed({Access.SALES, "CALLBACK", "OPERATIONS", "COMPLIANCE", "CUSTOMER"})
    @Idempotent
    public Uni<ComplaintView> close(@RestPath UUID id, @Valid @NotNull ComplaintClosure input) {
        return complaints.close(callers.current(), id, input.note());
    }

    /** The answer does not do: it goes back to who gave it, and its times count anew. */
    @POST
    @Path("/{id}/reopening")
    @RolesAllowed({Access.SALES, "CALLBACK", "OPERATIONS", "COMPLIANCE", "CUSTOMER"})
    @BeyondSight(Beyond.COMPLAINT_WORK)
    @Idempotent
    public Uni<ComplaintView> reopen(@RestPath UUID id, @Valid @NotNull ComplaintReopening input) {
        return complaints.reopen(callers.current(), id, input.reason());
    }

    /** One level up the line before its time. */
    @POST
    @Path("/{id}/escalation")
    @RolesAllowed({Access.SALES, "CALLBACK", "OPERATIONS", "COMPLIANCE"})
    @Idempotent
    public Uni<ComplaintView> escalate(@RestPath UUID id, @Valid @NotNull ComplaintEscalation input) {
        return complaints.escalate(callers.current(), id, input.reason());
    }

    /** Lets whom it is about read what was said before it is closed, so that they can be heard; they are told. Again changes nothing. */
    @POST
    @Path("/{id}/disclosure")
    @RolesAllowed("COMPLIANCE")
    @Idempotent
    public Uni<ComplaintView> disclose(@RestPath UUID id, @Valid @NotNull ComplaintDisclosure input) {
        return complaints.disclose(callers.current(), id, input.reason());
    }

    /** Once, after it was closed. */
    @POST
    @Path("/{id}/rating")
    @RolesAllowed("CUSTOMER")
    @Idempotent
    public Uni<ComplaintView> rate(@RestPath UUID id, @Valid @NotNull ComplaintRating input) {
        return complaints.rate(callers.current(), id, input.stars(), input.note());
    }
}
