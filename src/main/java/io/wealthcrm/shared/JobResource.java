package io.wealthcrm.shared;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** The progress of long work. */
@Path("/api/v1/jobs")
class JobResource {
    private final Jobs jobs;
    private final SecurityIdentity identity;

    JobResource(Jobs jobs, SecurityIdentity identity) {
        this.jobs = jobs;
        this.identity = identity;
    }

    /** One's own job; operations and finance, who work on the same runs, see all. */
    @GET
    @Path("/{id}")
    @Authenticated
    public Uni<JobView> job(@RestPath UUID id) {
        UUID person = UUID.fromString(identity.getPrincipal().getName());
        return jobs.find(id, person, identity.hasRole("OPERATIONS") || identity.hasRole("FINANCE"));
    }
}
