package io.wealthcrm.notification;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.firebase.FirebaseApp;
import com.google.firebase.FirebaseOptions;
import com.google.firebase.messaging.FirebaseMessaging;
import com.google.firebase.messaging.FirebaseMessagingException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.wealthcrm.identity.PushChannel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Firebase Cloud Messaging through the Admin SDK. Each message under way blocks a thread, so there are two bounded pools: what
 * comes by the ten thousand never holds the threads an order's push needs, and leaves at an even {@link Pace}. Each lane has an app of its own, whose transport
 * asks before every request whether the lane rests.
 */
final class FcmSender implements PushSender {
    private static final Logger LOG = Logger.getLogger(FcmSender.class);
    private static final String LOOPBACK_PROJECT = "wealth-crm";
    private static final int POOLS = 2;
    /** A second, chosen by {@code LaunchBench}: on two cores these add less than a tenth to the chat's p99, a third more do not. */
    static final int BULK_PER_CORE = 15;

    /** Waves of a full pool that may be claimed; their time-outs together stay well below a delivery's lease. */
    private static final int WAVES = 3;
    /** The SDK wants every app to have a name of its own. */
    private static final AtomicInteger OPENED = new AtomicInteger();

    private final Map<Lane, FirebaseApp> apps;
    private final LaneGates gates;
    private final ExecutorService urgent;
    private final ExecutorService bulk;
    private final Pace pace;
    private final int window;

    private FcmSender(Map<Lane, FirebaseApp> apps, LaneGates gates, int threads, Pace pace) {
        this.apps = apps;
        this.gates = gates;
        this.pace = pace;
        urgent = threads("push-urgent", threads);
        bulk = threads("push-bulk", threads);
        window = WAVES * threads;
    }

    /** @throws IllegalStateException when the credentials are missing, unreadable or would go to a stranger */
    static FcmSender open(Vertx vertx, FcmConfig config, LaneGates gates) {
        FcmTransport transport = FcmTransport.to(
                vertx,
                config.endpoint().orElse(null),
                config.connectTimeout(),
                config.readTimeout(),
                POOLS * config.threads());
        FirebaseOptions.Builder options = FirebaseOptions.builder()
                .setCredentials(credentials(config, transport))
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setReadTimeout((int) config.readTimeout().toMillis());
        Optional<String> project =
                config.credentialsFile().isPresent() ? Optional.empty() : Optional.of(LOOPBACK_PROJECT);
        config.projectId().or(() -> project).ifPresent(options::setProjectId);
        Map<Lane, FirebaseApp> apps = new EnumMap<>(Lane.class);
        int number = OPENED.incrementAndGet();
        for (Lane lane : Lane.values()) {
            LaneGates.Gate gate = gate(lane);
            options.setHttpTransport(transport.of(
                    () -> gates.resting(gate), retryAfter -> gates.close(gate, DeliveryRule.quotaRest(retryAfter))));
            apps.put(lane, FirebaseApp.initializeApp(options.build(), "push-" + number + "-" + lane));
        }
        return new FcmSender(apps, gates, config.threads(), pace(config));
    }

    /** No slower than 10 a second: what waits for its turn is still to be sent within its lease. */
    private static Pace pace(FcmConfig config) {
        int byCores = BULK_PER_CORE * Runtime.getRuntime().availableProcessors();
        int perSecond = Math.max(10, config.bulkPerSecond().orElse(byCores));
        return Pace.of(perSecond, System.nanoTime());
    }

    private static LaneGates.Gate gate(Lane lane) {
        return new LaneGates.Gate(lane, PushChannel.FCM);
    }

    private static ExecutorService threads(String name, int size) {
        AtomicInteger made = new AtomicInteger();
        return Executors.newFixedThreadPool(size, task -> {
            Thread thread = new Thread(task, name + "-" + made.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    private static GoogleCredentials credentials(FcmConfig config, FcmTransport transport) {
        return config.credentialsFile().isPresent()
                ? read(config.credentialsFile().get(), transport)
                : new LoopbackCredentials();
    }

    private static GoogleCredentials read(Path file, FcmTransport transport) {
        try (InputStream key = Files.newInputStream(file)) {
            return GoogleCredentials.fromStream(key, () -> transport);
        } catch (IOException unreadable) {
            throw new IllegalStateException("wealth.push.fcm.credentials-file cannot be read: " + file, unreadable);
        }
    }

    @Override
    public PushChannel channel() {
        return PushChannel.FCM;
    }

    @Override
    public int window() {
        return window;
    }

    @Override
    public Uni<PushResult> send(PushMessage message) {
        return Uni.createFrom()
                .item(() -> message.urgent() ? attempt(message) : attemptInTurn(message))
                .runSubscriptionOn(message.urgent() ? urgent : bulk)
                .onFailure()
                .invoke(failure -> LOG.warnf(failure, "%s ended unknown", message))
                .onFailure()
                .recoverWithItem(PushResult.of(PushOutcome.UNKNOWN));
    }

    private PushResult attemptInTurn(PushMessage message) {
        pace.takeTurn();
        return attempt(message);
    }

    private PushResult attempt(PushMessage message) {
        FirebaseMessaging fcm = FirebaseMessaging.getInstance(apps.get(message.lane()));
        try {
            String unused = fcm.send(FcmMessages.of(message, Instant.now()));
            return PushResult.of(PushOutcome.DELIVERED);
        } catch (FirebaseMessagingException refusal) {
            return FcmResults.of(refusal);
        } catch (FcmTransport.Resting notSent) {
            return new PushResult(PushOutcome.LANE_RESTING, gates.left(gate(message.lane())));
        }
    }

    @Override
    public void close() {
        urgent.shutdownNow();
        bulk.shutdownNow();
        apps.values().forEach(FirebaseApp::delete);
    }
}
