package io.wealthcrm.identity;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestPath;

/** The installations a person gets pushes on. */
@Path("/api/v1/devices/{installationId}")
class DeviceResource {
    private final Devices devices;
    private final Callers callers;

    DeviceResource(Devices devices, Callers callers) {
        this.devices = devices;
        this.callers = callers;
    }

    /** What kind of app an installation is. */
    enum Platform {
        ANDROID,
        IOS,
        WEB
    }

    /**
     * An installation's push token and the language and zone its pushes are made for.
     *
     * @param pushToken plain characters, no more than the index of tokens holds
     * @param channel the push service the token is of; FCM when left out
     * @param fcmToken with another channel only: used as long as the firm has no account with that push service
     */
    record Device(
            @NotNull Platform platform,
            @NotBlank @Size(max = 2048) @Pattern(regexp = "[!-~]+") String pushToken,
            @NotBlank @Pattern(regexp = "[A-Za-z0-9_-]{2,20}") String locale,
            @NotBlank @Size(max = 60) String timeZone,
            PushChannel channel,
            @Size(min = 1, max = 2048) @Pattern(regexp = "[!-~]+") String fcmToken) {

        Device {
            channel = channel == null ? PushChannel.FCM : channel;
        }

        @Override
        public String toString() {
            return "Device[" + platform + "]";
        }
    }

    @PUT
    @Authenticated
    public Uni<Void> register(@RestPath @Size(max = 100) String installationId, @Valid @NotNull Device device) {
        return devices.register(callers.current().userId(), installationId, device);
    }

    @DELETE
    @Authenticated
    public Uni<Void> remove(@RestPath @Size(max = 100) String installationId) {
        return devices.remove(callers.current().userId(), installationId);
    }
}
