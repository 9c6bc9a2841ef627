package io.wealthcrm.notification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Firebase Cloud Messaging, {@code wealth.push.fcm.*}. Without credentials or a loopback endpoint nothing is pushed. */
@ConfigMapping(prefix = "wealth.push.fcm")
interface FcmConfig {
    /** The service account's JSON key. */
    Optional<Path> credentialsFile();

    /** The Firebase project; by default the one of the credentials. */
    Optional<String> projectId();

    /** Used instead of {@code https://fcm.googleapis.com}; on loopback it needs no credentials. */
    Optional<URI> endpoint();

    /**
     * Messages under way at once, for each of the two kinds of traffic. FCM lets a hundred requests be under way on a connection:
     * with more than half of them in bulk, what is urgent may wait for one to be answered. At ten a second, the slowest pace, the
     * last of 150 still leaves and is answered well within its lease.
     */
    @WithDefault("24")
    @Min(3)
    @Max(150)
    int atOnce();

    /**
     * What comes by the ten thousand leaves evenly, at most so many messages a second from this node; by default
     * {@value FcmSender#BULK_PER_CORE} for each core. More makes what people do meanwhile wait.
     */
    OptionalInt bulkPerSecond();

    @WithDefault("PT3S")
    Duration connectTimeout();

    /** From sending a request to the last byte of its answer. */
    @WithDefault("PT10S")
    Duration readTimeout();
}
