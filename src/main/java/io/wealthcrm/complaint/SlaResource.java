package io.wealthcrm.complaint;

import com.fasterxml.jackson.annotation.JsonFormat;
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
import java.time.LocalTime;
import java.util.List;

/** How fast complaints and service requests are worked. */
@Path("/api/v1/complaints/sla-rules")
class SlaResource {
    private static final int CASES = 8;

    private final SlaTables tables;
    private final Callers callers;

    SlaResource(SlaTables tables, Callers callers) {
        this.tables = tables;
        this.callers = callers;
    }

    /** @param rules one for each of two kinds and four severities */
    record NewSlaTable(
            @NotNull @JsonFormat(pattern = "HH:mm") LocalTime workingFrom,
            @NotNull @JsonFormat(pattern = "HH:mm") LocalTime workingTo,
            @NotNull @Size(min = CASES, max = CASES) List<@NotNull @Valid SlaRule> rules) {}

    @GET
    @RolesAllowed(Access.STAFF)
    public Uni<SlaTable> get() {
        return tables.current();
    }

    /** Replaces all of them, for what is opened from now on. */
    @PUT
    @RolesAllowed("COMPLIANCE")
    public Uni<SlaTable> replace(@HeaderParam("If-Match") String ifMatch, @Valid @NotNull NewSlaTable input) {
        return tables.replace(callers.current(), ifMatch, input.workingFrom(), input.workingTo(), input.rules());
    }
}
