package io.wealthcrm.segment;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** That a customer's tier is wrong. */
@Path("/api/v1/customers/{id}/tier-feedback")
class CustomerTierFeedbackResource {
    private final TierFeedbacks feedback;
    private final Callers callers;

    CustomerTierFeedbackResource(TierFeedbacks feedback, Callers callers) {
        this.feedback = feedback;
        this.callers = callers;
    }

    /** One is open at a time. */
    @POST
    @RolesAllowed(Access.SALES)
    @Idempotent
    public Uni<RestResponse<TierFeedbackView>> give(@RestPath UUID id, @Valid @NotNull NewTierFeedback input) {
        return feedback.give(callers.current(), id, input)
                .map(given -> Created.at("/api/v1/tier-feedback/" + given.id(), given));
    }
}
