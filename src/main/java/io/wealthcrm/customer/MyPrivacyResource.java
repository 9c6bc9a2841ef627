package io.wealthcrm.customer;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

/** A customer's own choices in the member app (隐私设置). */
@Path("/api/v1/me/privacy")
@RolesAllowed("CUSTOMER")
class MyPrivacyResource {
    private final Consents consents;
    private final Callers callers;

    MyPrivacyResource(Consents consents, Callers callers) {
        this.consents = consents;
        this.callers = callers;
    }

    @GET
    public Uni<PrivacyChoices> get() {
        return consents.mine(callers.current());
    }

    @PUT
    public Uni<PrivacyChoices> choose(
            @HeaderParam("If-Match") String ifMatch, @Valid @NotNull NewPrivacyChoices choices) {
        return consents.choose(callers.current(), ifMatch, choices);
    }
}
