package io.wealthcrm.chat;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Legal holds on conversations and people (法律保全), for compliance. */
@Path("/api/v1/conversations/holds")
@RolesAllowed("COMPLIANCE")
class HoldResource {
    private final Holds holds;
    private final Callers callers;

    HoldResource(Holds holds, Callers callers) {
        this.holds = holds;
        this.callers = callers;
    }

    /** On one of the two. */
    record NewHold(UUID conversationId, UUID userId, @NotBlank @Size(max = 500) String reason) {}

    record Lifting(@NotBlank @Size(max = 500) String reason) {}

    /** The newest first. @param standing only those that were not lifted */
    @GET
    public Uni<Page<Hold>> list(@RestQuery boolean standing, @Valid @BeanParam PageRequest page) {
        return holds.list(standing, page);
    }

    /** From the answer on nothing goes of it; several holds on one thing stand each for itself. */
    @POST
    @Idempotent
    public Uni<RestResponse<Hold>> place(@Valid @NotNull NewHold input) {
        if ((input.conversationId() == null) == (input.userId() == null)) {
            throw Problem.invalid("/conversationId", "ONE_OF", "会话或人员二选一 / either a conversation or a person");
        }
        return holds.place(callers.current(), input.conversationId(), input.userId(), input.reason())
                .map(hold -> Created.at("/api/v1/conversations/holds/" + hold.id(), hold));
    }

    /** What is older than its rule goes in the next night; again is 409 {@code HOLD_LIFTED}. */
    @POST
    @Idempotent
    @Path("/{id}/lifting")
    public Uni<Hold> lift(@RestPath UUID id, @Valid @NotNull Lifting lifting) {
        return holds.lift(callers.current(), id, lifting.reason());
    }
}
