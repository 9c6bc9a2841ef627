package io.wealthcrm.order;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.files.Downloads;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** An order's evidence. */
@Path("/api/v1/orders/{id}/evidence-pack")
class EvidenceResource {
    private final EvidencePack pack;
    private final Downloads downloads;
    private final Callers callers;

    EvidenceResource(EvidencePack pack, Downloads downloads, Callers callers) {
        this.pack = pack;
        this.downloads = downloads;
        this.callers = callers;
    }

    /** A ZIP with all papers and records, to be checked with the {@code verify.sh} in it; {@code recordings} adds the films. */
    @GET
    @RolesAllowed("COMPLIANCE")
    public Uni<Response> evidencePack(@RestPath UUID id, @RestQuery boolean recordings) {
        return pack.contents(callers.current(), id, recordings)
                .map(contents -> downloads.zip("evidence-" + id + ".zip", contents));
    }
}
