package io.wealthcrm.succession;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.wall.Beyond;
import io.wealthcrm.shared.wall.BeyondSight;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestResponse;

/** Some of an advisor's customers go to others (部分移交). */
@Path("/api/v1/customers/transfers")
class TransferResource {
    private final Successions successions;
    private final Callers callers;

    TransferResource(Successions successions, Callers callers) {
        this.successions = successions;
        this.callers = callers;
    }

    /** With {@code preview} only looked at: 200, and nothing is written. */
    @POST
    @RolesAllowed({"TEAM_LEAD", "BRANCH_MANAGER"})
    @BeyondSight(Beyond.SUCCESSION)
    @Idempotent
    public Uni<RestResponse<SuccessionView>> transfer(@BeanParam Preview preview, @Valid @NotNull NewTransfer input) {
        return preview.asked()
                ? successions.preview(callers.current(), input).map(RestResponse::ok)
                : successions.transfer(callers.current(), input).map(SuccessionResource::created);
    }
}
