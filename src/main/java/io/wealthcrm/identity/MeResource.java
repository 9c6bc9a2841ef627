package io.wealthcrm.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;

/** Who the caller is and what they may do. */
@Path("/api/v1/me")
class MeResource {
    private final Callers callers;

    MeResource(Callers callers) {
        this.callers = callers;
    }

    /** The caller; {@code sees} is how far their sight of customers goes. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Me(
            UUID id,
            String displayName,
            List<Role> roles,
            UUID unitId,
            UUID customerId,
            Scope.Kind sees,
            List<Permission> permissions) {}

    @GET
    @Authenticated
    public Me me() {
        Caller caller = callers.current();
        return new Me(
                caller.userId(),
                caller.displayName(),
                caller.roles().stream().sorted().toList(),
                caller.unitId(),
                caller.customerId(),
                caller.scope().kind(),
                Permission.of(caller));
    }
}
