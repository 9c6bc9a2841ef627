package io.wealthcrm.customer;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.Declaration.DeclarationView;
import io.wealthcrm.customer.Declaration.NewDeclaration;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** A customer's signed declarations. */
@Path("/api/v1/customers/{id}/declarations")
class DeclarationResource {
    private final Declarations declarations;
    private final Callers callers;

    DeclarationResource(Declarations declarations, Callers callers) {
        this.declarations = declarations;
        this.callers = callers;
    }

    @POST
    @RolesAllowed({Access.SALES, "CUSTOMER"})
    @Idempotent
    public Uni<RestResponse<DeclarationView>> declare(@RestPath UUID id, @Valid @NotNull NewDeclaration input) {
        return declarations
                .declare(callers.current(), id, input)
                .map(view -> Created.at("/api/v1/customers/" + id + "/declarations", view));
    }

    @GET
    @RolesAllowed({Access.FILE_READERS, "CUSTOMER"})
    public Uni<Page<DeclarationView>> list(@RestPath UUID id) {
        return declarations.list(callers.current().scope(), id);
    }
}
