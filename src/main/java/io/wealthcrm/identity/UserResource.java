package io.wealthcrm.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
import org.jboss.resteasy.reactive.RestResponse;

/** Accounts of staff, kept by administrators. */
@Path("/api/v1/users")
class UserResource {
    private final Users users;
    private final Passwords passwords;
    private final Callers callers;

    UserResource(Users users, Passwords passwords, Callers callers) {
        this.users = users;
        this.passwords = passwords;
        this.callers = callers;
    }

    @GET
    @RolesAllowed("ADMIN")
    public Uni<Page<UserView>> list(@Valid @BeanParam PageRequest page) {
        return users.staff(page);
    }

    @POST
    @RolesAllowed("ADMIN")
    @Idempotent
    public Uni<RestResponse<UserView>> add(@Valid @NotNull NewUser input) {
        return passwords
                .hash(input.password())
                .chain(hash -> users.add(callers.current().userId(), input, hash))
                .map(user -> Created.at("/api/v1/users/" + user.id(), user));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed("ADMIN")
    public Uni<UserView> get(@RestPath UUID id) {
        return users.view(id);
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed("ADMIN")
    @Consumes({"application/json", "application/merge-patch+json"})
    public Uni<UserView> change(
            @RestPath UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @NotNull @RequestBody(content = @Content(schema = @Schema(implementation = UserEdit.class)))
                    ObjectNode patch) {
        return users.change(callers.current().userId(), id, ifMatch, patch);
    }
}
