package io.wealthcrm.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.wealthcrm.shared.ClientAddress;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Sign-in, refresh, sign-out, tickets for the WebSocket. */
@Path("/api/v1/auth")
class AuthResource {
    private final SignIn signIn;
    private final SmsSignIn smsSignIn;
    private final Sessions sessions;
    private final Tickets tickets;
    private final Callers callers;
    private final Users users;

    AuthResource(SignIn signIn, SmsSignIn smsSignIn, Sessions sessions, Tickets tickets, Callers callers, Users users) {
        this.signIn = signIn;
        this.smsSignIn = smsSignIn;
        this.sessions = sessions;
        this.tickets = tickets;
        this.callers = callers;
        this.users = users;
    }

    record Refresh(@NotBlank @Size(max = 200) String refreshToken) {}

    record SmsCode(@NotBlank @Size(max = 30) String phone, @NotNull SmsPurpose purpose) {}

    record SmsLogin(
            @NotBlank @Size(max = 30) String phone,
            @NotBlank @Size(max = 10) String code,
            @Size(max = 100) String referralCode,
            @Size(max = 100) String installationId) {}

    /** Tokens as OAuth 2 names them; {@code expiresIn} in seconds. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TokenView(String accessToken, String refreshToken, String tokenType, long expiresIn, UserView user) {}

    @POST
    @Path("/login")
    @PermitAll
    public Uni<TokenView> login(@Valid @NotNull Login login, HttpServerRequest request) {
        return signIn.login(login, ClientAddress.of(request)).chain(this::view);
    }

    @POST
    @Path("/refresh")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermitAll
    public Uni<TokenView> refresh(@Valid @NotNull Refresh refresh) {
        return sessions.refresh(refresh.refreshToken()).chain(this::view);
    }

    @POST
    @Path("/logout")
    @Authenticated
    public Uni<Void> logout() {
        return sessions.logout(callers.current().sessionId());
    }

    @POST
    @Path("/sms-codes")
    @PermitAll
    @ResponseStatus(202)
    public Uni<Void> smsCode(@Valid @NotNull SmsCode request, HttpServerRequest http) {
        return smsSignIn.sendCode(request.phone(), request.purpose(), ClientAddress.of(http));
    }

    @POST
    @Path("/sms-login")
    @PermitAll
    public Uni<TokenView> smsLogin(@Valid @NotNull SmsLogin login) {
        String installation = login.installationId() == null ? SmsSignIn.NO_INSTALLATION : login.installationId();
        return smsSignIn.login(login.phone(), login.code(), installation).chain(this::view);
    }

    @POST
    @Path("/ws-tickets")
    @Authenticated
    public Uni<Tickets.Ticket> ticket() {
        return tickets.issue(callers.current().sessionId(), callers.accessUntil());
    }

    private Uni<TokenView> view(SignedIn in) {
        return users.view(in.userId())
                .map(user -> new TokenView(in.accessToken(), in.refreshToken(), "Bearer", in.expiresIn(), user));
    }
}
