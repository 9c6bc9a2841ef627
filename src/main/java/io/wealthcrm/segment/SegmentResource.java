package io.wealthcrm.segment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.CustomerSummary;
import io.wealthcrm.customer.Customers;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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

/** Segments of customers: saved filters, shared or not. */
@Path("/api/v1/segments")
class SegmentResource {
    private final Segments segments;
    private final Customers customers;
    private final Callers callers;

    SegmentResource(Segments segments, Customers customers, Callers callers) {
        this.segments = segments;
        this.customers = customers;
        this.callers = callers;
    }

    /** How many of the customers in the caller's sight are in a segment. */
    record SegmentCount(long customers) {}

    /** One's own and those shared with one, the newest first. */
    @GET
    @RolesAllowed(Access.FILE_READERS)
    public Uni<Page<SegmentView>> list(@Valid @BeanParam PageRequest page) {
        return segments.list(callers.current(), page);
    }

    /** Leads may share with their unit, headquarters with the firm. */
    @POST
    @RolesAllowed(Access.FILE_READERS)
    @Idempotent
    public Uni<RestResponse<SegmentView>> save(@Valid @NotNull NewSegment input) {
        return segments.save(callers.current(), input)
                .map(saved -> Created.at("/api/v1/segments/" + saved.id(), saved));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Access.FILE_READERS)
    public Uni<SegmentView> get(@RestPath UUID id) {
        return segments.view(callers.current(), id);
    }

    /** By whose it is. */
    @PATCH
    @Path("/{id}")
    @Consumes({"application/json", "application/merge-patch+json"})
    @RolesAllowed(Access.FILE_READERS)
    public Uni<SegmentView> change(
            @RestPath UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = NewSegment.class))) @NotNull
                    ObjectNode patch) {
        return segments.change(callers.current(), id, ifMatch, patch);
    }

    /** By whose it is. */
    @DELETE
    @Path("/{id}")
    @RolesAllowed(Access.FILE_READERS)
    public Uni<Void> remove(@RestPath UUID id) {
        return segments.remove(callers.current(), id);
    }

    /** Those in the caller's own sight who fit now, the newest first. */
    @GET
    @Path("/{id}/customers")
    @RolesAllowed(Access.FILE_READERS)
    public Uni<Page<CustomerSummary>> customers(@RestPath UUID id, @Valid @BeanParam PageRequest page) {
        Caller caller = callers.current();
        return segments.view(caller, id)
                .chain(segment -> customers.fitting(caller.scope(), segment.conditions(), page));
    }

    @GET
    @Path("/{id}/count")
    @RolesAllowed(Access.FILE_READERS)
    public Uni<SegmentCount> count(@RestPath UUID id) {
        Caller caller = callers.current();
        return segments.view(caller, id)
                .chain(segment -> customers.count(caller.scope(), segment.conditions()))
                .map(SegmentCount::new);
    }
}
