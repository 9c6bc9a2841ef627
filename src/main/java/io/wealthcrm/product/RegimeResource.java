package io.wealthcrm.product;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.RestPath;

/** What the law and the firm demand by regime. */
@Path("/api/v1/regimes")
class RegimeResource {
    private final Regimes regimes;
    private final Callers callers;

    RegimeResource(Regimes regimes, Callers callers) {
        this.regimes = regimes;
        this.callers = callers;
    }

    @GET
    @RolesAllowed(Access.STAFF)
    public Uni<Page<RegimeTerms>> list() {
        return regimes.all().map(all -> new Page<>(all, null));
    }

    /** A JSON Merge Patch. Counts for what is decided from now on; amounts and caps bind products made or changed from now on. */
    @PATCH
    @Path("/{code}")
    @RolesAllowed({"COMPLIANCE", "ADMIN"})
    @Consumes({"application/json", "application/merge-patch+json"})
    public Uni<RegimeTerms> change(
            @RestPath Regime code,
            @HeaderParam("If-Match") String ifMatch,
            @NotNull @RequestBody(content = @Content(schema = @Schema(implementation = RegimeChange.class)))
                    ObjectNode patch) {
        return regimes.change(code, ifMatch, patch, callers.current()).invoke(regimes::forget);
    }
}
