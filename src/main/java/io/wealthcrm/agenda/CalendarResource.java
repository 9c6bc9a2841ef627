package io.wealthcrm.agenda;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.agenda.FreeSlots.FreeSlot;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Somebody's calendar as others book in it: leads in those of their people, the call centre in those of all who sell. */
@Path("/api/v1/users/{id}")
class CalendarResource {
    private final Appointments appointments;
    private final FreeSlots slots;
    private final Span span;
    private final Callers callers;

    CalendarResource(Appointments appointments, FreeSlots slots, Span span, Callers callers) {
        this.appointments = appointments;
        this.slots = slots;
        this.span = span;
        this.callers = callers;
    }

    /**
     * When the person is at work and not booked; nothing of what the other time is booked for. From {@code from} (today) to and
     * with {@code to} (a week on), at most 31 days.
     *
     * @param minutes how long a slot is to be
     */
    @GET
    @Path("/free-slots")
    @RolesAllowed({Access.SALES, "CALLBACK"})
    public Uni<Page<FreeSlot>> freeSlots(
            @RestPath UUID id,
            @Parameter(schema = @Schema(implementation = LocalDate.class)) @RestQuery String from,
            @Parameter(schema = @Schema(implementation = LocalDate.class)) @RestQuery String to,
            @RestQuery @DefaultValue("60") @Min(15) @Max(480) int minutes) {
        Span.Days days = span.of(from, to, 31);
        return slots.of(callers.current(), id, days.from(), days.to(), minutes);
    }

    /** Of those who book one slot at once one has it, the others get 409. The call centre books in the hours of work alone. */
    @POST
    @Path("/appointments")
    @RolesAllowed({Access.SALES, "CALLBACK"})
    @Idempotent
    public Uni<RestResponse<AppointmentView>> book(@RestPath UUID id, @Valid @NotNull NewAppointment input) {
        return appointments
                .book(callers.current(), id, input)
                .map(booked -> Created.at("/api/v1/agenda/appointments/" + booked.id(), booked));
    }
}
