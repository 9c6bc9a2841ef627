package io.wealthcrm.audit;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The audit log's chain. */
@Path("/api/v1/audit")
class AuditResource {
    private final AuditChain chain;

    AuditResource(AuditChain chain) {
        this.chain = chain;
    }

    /** Checks every entry and names what was edited, deleted, reordered, put in or cut off. */
    @GET
    @Path("/verification")
    @RolesAllowed("COMPLIANCE")
    public Uni<AuditVerification> auditVerification() {
        return chain.verify();
    }
}
