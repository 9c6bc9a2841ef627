package io.wealthcrm.agenda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.QueryValue;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Booked time (预约日程): one's own, and that of whom one leads. */
@Path("/api/v1/agenda/appointments")
class AppointmentResource {
    private final Appointments appointments;
    private final AppointmentQueries queries;
    private final Span span;
    private final Callers callers;

    AppointmentResource(Appointments appointments, AppointmentQueries queries, Span span, Callers callers) {
        this.appointments = appointments;
        this.queries = queries;
        this.span = span;
        this.callers = callers;
    }

    record AppointmentCancellation(@Size(min = 1, max = 1000) String reason) {}

    /**
     * From {@code from} (today) to and with {@code to} (a week on), at most 366 days, the earliest first.
     *
     * @param userId somebody below the caller; left out, the caller
     */
    @GET
    @RolesAllowed(Access.STAFF)
    public Uni<Page<AppointmentView>> list(
            @Parameter(schema = @Schema(implementation = LocalDate.class)) @RestQuery String from,
            @Parameter(schema = @Schema(implementation = LocalDate.class)) @RestQuery String to,
            @Parameter(schema = @Schema(implementation = UUID.class)) @RestQuery String userId,
            @Valid @BeanParam PageRequest page) {
        Span.Days days = span.of(from, to, 366);
        UUID user = QueryValue.parsed("userId", userId, UUID::fromString);
        return queries.list(callers.current(), user, span.start(days), span.end(days), page);
    }

    /** In one's own calendar. */
    @POST
    @RolesAllowed(Access.STAFF)
    @Idempotent
    public Uni<RestResponse<AppointmentView>> book(@Valid @NotNull NewAppointment input) {
        return appointments
                .book(callers.current(), callers.current().userId(), input)
                .map(booked -> Created.at("/api/v1/agenda/appointments/" + booked.id(), booked));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Access.STAFF)
    public Uni<AppointmentView> get(@RestPath UUID id) {
        return queries.view(callers.current(), id);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({"application/json", "application/merge-patch+json"})
    @RolesAllowed(Access.STAFF)
    public Uni<AppointmentView> change(
            @RestPath UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = AppointmentEdit.class))) @NotNull
                    ObjectNode patch) {
        return appointments.change(callers.current(), id, ifMatch, patch);
    }

    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed(Access.STAFF)
    @Idempotent
    public Uni<AppointmentView> cancel(@RestPath UUID id, @Valid @NotNull AppointmentCancellation cancellation) {
        return appointments.cancel(callers.current(), id, cancellation.reason());
    }
}
