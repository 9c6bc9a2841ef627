package io.wealthcrm.contribution;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;

/** What part of a subscription fee advisors may waive by themselves. */
@Path("/api/v1/contributions/leeways")
class LeewayResource {
    private final Leeways leeways;
    private final Callers callers;

    LeewayResource(Leeways leeways, Callers callers) {
        this.leeways = leeways;
        this.callers = callers;
    }

    /** From the lowest level up; no number falls. */
    record NewLeeways(@NotNull @Size(min = 1, max = 20) List<@NotNull @Valid LeewayLevel> levels) {}

    @GET
    @RolesAllowed(Access.STAFF)
    public Uni<LeewayTable> get() {
        return leeways.current();
    }

    /** Replaces all levels; they count for a customer once worked out anew, which begins at once. */
    @PUT
    @RolesAllowed({"FINANCE", "EXECUTIVE"})
    public Uni<LeewayTable> replace(@HeaderParam("If-Match") String ifMatch, @Valid @NotNull NewLeeways input) {
        return leeways.replace(ifMatch, input.levels(), callers.current());
    }
}
