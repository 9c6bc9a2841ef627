package io.wealthcrm.chat;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestPath;

/** How long conversations are kept, for compliance. */
@Path("/api/v1/conversations/retention-rules")
@RolesAllowed("COMPLIANCE")
class RetentionResource {
    private final RetentionRules rules;
    private final Callers callers;

    RetentionResource(RetentionRules rules, Callers callers) {
        this.rules = rules;
        this.callers = callers;
    }

    /** @param keepMonths null or left out: for ever */
    record NewRetention(@Min(1) @Max(1200) Integer keepMonths) {}

    /** One rule for each kind. */
    @GET
    public Uni<Page<RetentionRule>> list() {
        return rules.all().map(all -> new Page<>(all, null));
    }

    /** Replaces the rule; what is older goes in the next night, unless it is held. Never below {@code leastMonths}. */
    @PUT
    @Path("/{kind}")
    public Uni<RetentionRule> change(
            @RestPath RecordKind kind, @HeaderParam("If-Match") String ifMatch, @Valid @NotNull NewRetention input) {
        return rules.change(kind, ifMatch, input.keepMonths(), callers.current());
    }
}
