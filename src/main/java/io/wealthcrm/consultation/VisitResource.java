package io.wealthcrm.consultation;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.wealthcrm.chat.MessageView;
import io.wealthcrm.chat.Said;
import io.wealthcrm.shared.ClientAddress;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Page;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Questions of the website's visitors, who do not sign in. {@code Visit-Token} is what the opening answered; a wrong or
 * expired one is 404, as is anything else but that conversation.
 */
@Path("/api/v1/consultations/visits")
@PermitAll
class VisitResource {
    private static final String TOKEN = "Visit-Token";

    private final Visits visits;

    VisitResource(Visits visits) {
        this.visits = visits;
    }

    /** @param name what the visitor wants to be called */
    record NewVisit(@NotBlank @Size(max = 100) String name, @NotBlank @Size(max = 4000) String question) {}

    /** @param cid the browser's name for the message: repeating it is harmless */
    record VisitMessage(@NotNull UUID cid, @NotBlank @Size(max = 4000) String text) {}

    record VisitRating(@NotNull @Min(1) @Max(5) Integer stars, @Size(min = 1, max = 1000) String note) {}

    /** Where it stands. */
    record VisitView(UUID id, ConsultationState state, Instant expiresAt, boolean rated) {}

    /** Opens a question for who is on duty; 429 where one address opens too many. */
    @POST
    public Uni<RestResponse<Visits.Opened>> open(@Valid @NotNull NewVisit visit, HttpServerRequest http) {
        return visits.open(visit.name(), visit.question(), ClientAddress.of(http))
                .map(opened -> Created.at("/api/v1/consultations/visits/" + opened.id(), opened));
    }

    @GET
    @Path("/{id}")
    public Uni<VisitView> get(@RestPath UUID id, @HeaderParam(TOKEN) String token) {
        return visits.visit(id, token)
                .map(visit -> new VisitView(visit.id(), visit.state(), visit.until(), visit.rated()));
    }

    /**
     * In order of seq, which goes on as {@code after}. With {@code wait}, so many seconds, it is answered when something is said
     * after that, or else with an empty page; once the question is closed, at once. 429 where too many wait from one address.
     */
    @GET
    @Path("/{id}/messages")
    public Uni<Page<MessageView>> messages(
            @RestPath UUID id,
            @HeaderParam(TOKEN) String token,
            @RestQuery @DefaultValue("0") @Min(0) long after,
            @RestQuery @DefaultValue("20") @Min(1) @Max(100) int limit,
            @RestQuery @DefaultValue("0") @Min(0) @Max(25) int wait,
            @Context HttpServerRequest http) {
        return visits.messages(id, token, after, limit, Duration.ofSeconds(wait), ClientAddress.of(http));
    }

    @POST
    @Path("/{id}/messages")
    public Uni<Said> say(@RestPath UUID id, @HeaderParam(TOKEN) String token, @Valid @NotNull VisitMessage message) {
        return visits.say(id, token, message.cid(), message.text());
    }

    @POST
    @Path("/{id}/closure")
    public Uni<Void> close(@RestPath UUID id, @HeaderParam(TOKEN) String token) {
        return visits.close(id, token);
    }

    /** Once, after it was closed. */
    @POST
    @Path("/{id}/rating")
    public Uni<Void> rate(@RestPath UUID id, @HeaderParam(TOKEN) String token, @Valid @NotNull VisitRating rating) {
        return visits.rate(id, token, rating.stars(), rating.note());
    }
}
