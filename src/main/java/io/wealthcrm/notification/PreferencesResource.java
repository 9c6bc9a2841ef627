package io.wealthcrm.notification;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

/** What the caller wants pushed: kinds, quiet hours, zone. */
@Path("/api/v1/notification-preferences")
class PreferencesResource {
    private final Preferences preferences;
    private final Callers callers;

    PreferencesResource(Preferences preferences, Callers callers) {
        this.preferences = preferences;
        this.callers = callers;
    }

    @GET
    @Authenticated
    public Uni<PreferencesView> get() {
        return preferences.of(callers.current().userId());
    }

    /** Replaces all; {@code If-Match} is {@code "0"} the first time. */
    @PUT
    @Authenticated
    public Uni<PreferencesView> put(@HeaderParam("If-Match") String ifMatch, @Valid @NotNull ChosenPreferences chosen) {
        return preferences.change(callers.current().userId(), ifMatch, chosen);
    }
}
