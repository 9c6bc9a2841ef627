package io.wealthcrm.segment;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Feedback on customers' tiers (分级反馈). */
@Path("/api/v1/tier-feedback")
class TierFeedbackResource {
    private final TierFeedbacks feedback;
    private final Callers callers;

    TierFeedbackResource(TierFeedbacks feedback, Callers callers) {
        this.feedback = feedback;
        this.callers = callers;
    }

    /** On customers in sight, the newest first. */
    @GET
    @RolesAllowed(Access.FILE_READERS)
    public Uni<Page<TierFeedbackView>> list(
            @Parameter(schema = @Schema(implementation = TierFeedbackState.class)) @RestQuery String state,
            @Parameter(schema = @Schema(implementation = UUID.class)) @RestQuery String customerId,
            @Valid @BeanParam PageRequest page) {
        return feedback.list(
                callers.current().scope(),
                QueryValue.choice("state", state, TierFeedbackState.class),
                QueryValue.parsed("customerId", customerId, UUID::fromString),
                page);
    }

    /** Headquarters' answer; who asked is told. */
    @POST
    @Path("/{id}/decision")
    @RolesAllowed({"OPERATIONS", "EXECUTIVE"})
    @Idempotent
    public Uni<TierFeedbackView> decide(@RestPath UUID id, @Valid @NotNull TierDecision input) {
        return feedback.decide(callers.current(), id, input);
    }

    @POST
    @Path("/{id}/withdrawal")
    @RolesAllowed(Access.SALES)
    @Idempotent
    public Uni<TierFeedbackView> withdraw(@RestPath UUID id) {
        return feedback.withdraw(callers.current(), id);
    }
}
