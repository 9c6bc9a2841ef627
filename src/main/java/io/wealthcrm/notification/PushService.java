package io.wealthcrm.notification;

import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.net.URI;
import org.jboss.logging.Logger;

/** Chooses the push service the configuration asks for, and says which. */
@ApplicationScoped
class PushService {
    private static final Logger LOG = Logger.getLogger(PushService.class);

    /** @throws IllegalStateException for an endpoint elsewhere without credentials, or with them but in the clear */
    @Produces
    @ApplicationScoped
    PushSender sender(Vertx vertx, FcmConfig config, LaneGates gates) {
        if (config.endpoint().isPresent()) {
            check(config.endpoint().get(), config.credentialsFile().isPresent());
        } else if (config.credentialsFile().isEmpty()) {
            LOG.info(
                    "No push service (wealth.push.fcm.credentials-file): notifications reach inbox and WebSocket only");
            return new NoPush();
        }
        PushSender sender = FcmSender.open(vertx, config, gates);
        LOG.infof("Pushing through %s", config.endpoint().map(URI::toString).orElse("Firebase Cloud Messaging"));
        return sender;
    }

    static void check(URI endpoint, boolean credentials) {
        String host = endpoint.getHost() == null ? "" : endpoint.getHost();
        if (host.matches("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]")) {
            return;
        }
        if (!credentials) {
            throw new IllegalStateException(
                    "wealth.push.fcm.endpoint is not on loopback, so wealth.push.fcm.credentials-file is required");
        }
        if (!"https".equals(endpoint.getScheme())) {
            throw new IllegalStateException("wealth.push.fcm.endpoint is not on loopback, so it must be https");
        }
    }
}
