package io.wealthcrm.demo;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Phone;
import io.wealthcrm.identity.SmsMessages;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** What only a demonstration may do. Every route is 404 outside demo mode, see {@link DemoOnly}. */
@Path("/api/v1/demo")
class DemoResource {
    private final DemoClock clock;
    private final SmsMessages messages;

    DemoResource(DemoClock clock, SmsMessages messages) {
        this.clock = clock;
        this.messages = messages;
    }

    /** {@code advance}: an ISO-8601 duration such as {@code PT25H}, above zero, at most 400 days. */
    record MoveClock(@NotNull Duration advance) {}

    /** The firm's time after the move, and its business date in the firm's zone. */
    record Moved(Instant now, LocalDate businessDate) {}

    record SmsList(List<SmsMessages.Message> items) {}

    /** Moves the firm's clock ahead; answers once everything that became due on the way is done. */
    @POST
    @Path("/clock")
    @RolesAllowed(Access.STAFF)
    public Uni<Moved> moveClock(@Valid @NotNull MoveClock move) {
        return clock.advance(move.advance()).map(now -> new Moved(now, clock.businessDate(now)));
    }

    /** The texts a phone would have received, newest first; this is how a demo customer reads the code to sign in with. */
    @GET
    @Path("/sms-messages")
    @PermitAll
    public SmsList smsMessages(@NotBlank @QueryParam("phone") String phone) {
        return new SmsList(messages.to(Phone.normalise(phone)));
    }
}
