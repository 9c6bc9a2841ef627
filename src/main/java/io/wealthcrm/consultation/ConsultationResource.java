package io.wealthcrm.consultation;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.chat.MessageView;
import io.wealthcrm.chat.Rooms;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.QueryValue;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Questions of customers and visitors (客户咨询), as customers, who answers them and who looks after those see them. */
@Path("/api/v1/consultations")
class ConsultationResource {
    private final Consultations consultations;
    private final ConsultationQueries queries;
    private final Answerers answerers;
    private final Rooms rooms;
    private final Callers callers;

    ConsultationResource(
            Consultations consultations,
            ConsultationQueries queries,
            Answerers answerers,
            Rooms rooms,
            Callers callers) {
        this.consultations = consultations;
        this.queries = queries;
        this.answerers = answerers;
        this.rooms = rooms;
        this.callers = callers;
    }

    /** @param productId what it is about, if anything on the shelf */
    record NewConsultation(@NotBlank @Size(max = 4000) String question, UUID productId) {}

    /** @param userId somebody of sales or operations; left out, it goes to the queue */
    record Handover(UUID userId, @Size(min = 1, max = 500) String note) {}

    record Rating(@NotNull @Min(1) @Max(5) Integer stars, @Size(min = 1, max = 1000) String note) {}

    /** @param awayUntil until when the own customers' questions go to the queue at once; left out, the person is there */
    record NewAvailability(@NotNull Boolean onDuty, Instant awayUntil) {}

    /** Goes to the own advisor, or to who is on duty; is answered in the conversation it names. One at a time. */
    @POST
    @RolesAllowed("CUSTOMER")
    @Idempotent
    public Uni<RestResponse<ConsultationView>> ask(@Valid @NotNull NewConsultation input) {
        return consultations
                .ask(callers.current(), input.question(), input.productId())
                .map(asked -> Created.at("/api/v1/consultations/" + asked.id(), asked));
    }

    /** The newest first. @param state QUEUED, ASSIGNED or CLOSED */
    @GET
    @RolesAllowed({Access.SALES, "COMPLIANCE", "OPERATIONS", "EXECUTIVE", "CUSTOMER"})
    public Uni<Page<ConsultationView>> list(@RestQuery String state, @Valid @BeanParam PageRequest page) {
        return queries.list(callers.current(), QueryValue.choice("state", state, ConsultationState.class), page);
    }

    /** What waits for who is on duty in the caller's unit, the longest wait first. */
    @GET
    @Path("/queue")
    @RolesAllowed({Access.SALES, "OPERATIONS"})
    public Uni<Page<ConsultationView>> queue(@Valid @BeanParam PageRequest page) {
        return queries.queue(callers.current(), page);
    }

    @GET
    @Path("/availability")
    @RolesAllowed({Access.SALES, "OPERATIONS"})
    public Uni<Answerers.Availability> availability() {
        return answerers.of(callers.current().userId());
    }

    @PUT
    @Path("/availability")
    @RolesAllowed({Access.SALES, "OPERATIONS"})
    public Uni<Answerers.Availability> setAvailability(@Valid @NotNull NewAvailability given) {
        return answerers.set(callers.current().userId(), new Answerers.Availability(given.onDuty(), given.awayUntil()));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Access.SALES, "COMPLIANCE", "OPERATIONS", "EXECUTIVE", "CUSTOMER"})
    public Uni<ConsultationView> get(@RestPath UUID id) {
        return queries.view(callers.current(), id);
    }

    /** What was said, also for who is not in the conversation; in order of seq, which goes on as {@code after}; cards drawn within the own scope. Who is not in it is written down (audit {@code TRANSCRIPT_READ}). */
    @GET
    @Path("/{id}/messages")
    @RolesAllowed({Access.SALES, "COMPLIANCE", "OPERATIONS", "EXECUTIVE", "CUSTOMER"})
    public Uni<Page<MessageView>> messages(
            @RestPath UUID id,
            @RestQuery @DefaultValue("0") @Min(0) long after,
            @RestQuery @DefaultValue("20") @Min(1) @Max(100) int limit) {
        Caller caller = callers.current();
        return queries.view(caller, id)
                .chain(seen -> rooms.read(caller, seen.conversationId(), after, limit))
                .chain(page -> rooms.drawn(caller, page));
    }

    /** Who did what with it, in order, on one page. */
    @GET
    @Path("/{id}/moves")
    @RolesAllowed({Access.SALES, "COMPLIANCE", "OPERATIONS", "EXECUTIVE"})
    public Uni<Page<ConsultationMoveView>> moves(@RestPath UUID id) {
        return queries.moves(callers.current(), id);
    }

    /** From the queue; the caller is on duty in the unit or above it. Of those who come at once one gets it, the others 409. */
    @POST
    @Path("/{id}/claim")
    @RolesAllowed({Access.SALES, "OPERATIONS"})
    @Idempotent
    public Uni<ConsultationView> claim(@RestPath UUID id) {
        return consultations.claim(callers.current(), id);
    }

    /** By who has it or leads the unit; who gets it sees all of it, who had it leaves. */
    @POST
    @Path("/{id}/handover")
    @RolesAllowed({Access.SALES, "OPERATIONS"})
    @Idempotent
    public Uni<Void> handOver(@RestPath UUID id, @Valid @NotNull Handover handover) {
        return consultations.handOver(callers.current(), id, handover.userId(), handover.note());
    }

    @POST
    @Path("/{id}/closure")
    @RolesAllowed({Access.SALES, "OPERATIONS", "CUSTOMER"})
    @Idempotent
    public Uni<ConsultationView> close(@RestPath UUID id) {
        return consultations.close(callers.current(), id);
    }

    /** Once, after it was closed. */
    @POST
    @Path("/{id}/rating")
    @RolesAllowed("CUSTOMER")
    @Idempotent
    public Uni<ConsultationView> rate(@RestPath UUID id, @Valid @NotNull Rating rating) {
        return consultations.rate(callers.current(), id, rating.stars(), rating.note());
    }
}
