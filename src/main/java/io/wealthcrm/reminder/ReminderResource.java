package io.wealthcrm.reminder;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.QueryValue;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** What is coming up for the customers in the caller's sight. */
@Path("/api/v1/reminders")
class ReminderResource {
    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 366;

    private final UpcomingReminders upcoming;
    private final Reminders reminders;
    private final Callers callers;

    ReminderResource(UpcomingReminders upcoming, Reminders reminders, Callers callers) {
        this.upcoming = upcoming;
        this.reminders = reminders;
        this.callers = callers;
    }

    /** From {@code from} (today) to and with {@code to} (30 days on), the earliest first; at most 366 days. */
    @GET
    @RolesAllowed({Access.FILE_READERS, "CUSTOMER"})
    public Uni<Page<ReminderView>> list(
            @Parameter(schema = @Schema(implementation = LocalDate.class)) @RestQuery String from,
            @Parameter(schema = @Schema(implementation = LocalDate.class)) @RestQuery String to,
            @RestQuery ReminderKind kind,
            @Valid @BeanParam PageRequest page) {
        LocalDate given = QueryValue.date("from", from);
        LocalDate first = given == null ? reminders.today() : given;
        LocalDate end = QueryValue.date("to", to);
        LocalDate last = end == null ? first.plusDays(USUAL_DAYS) : end;
        if (last.isBefore(first) || last.isAfter(first.plusDays(MOST_DAYS))) {
            throw Problem.invalid("/to", "RANGE", "to must lie 0 to " + MOST_DAYS + " days after from");
        }
        return upcoming.page(callers.current().scope(), first, last, kind, page);
    }
}
