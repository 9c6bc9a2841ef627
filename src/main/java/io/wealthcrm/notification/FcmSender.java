package io.wealthcrm.notification;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.firebase.messaging.Message;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.wealthcrm.identity.PushChannel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Firebase Cloud Messaging: the Admin SDK writes requests and reads answers ({@link FcmSdk}), which travel over one connection
 * ({@link FcmConnection}); no thread waits for one. What comes by the ten thousand leaves at an even {@link Pace}. Before every
 * request its lane is asked whether it rests.
 */
final class FcmSender implements PushSender {
    private static final Logger LOG = Logger.getLogger(FcmSender.class);
    private static final String LOOPBACK_PROJECT = "wealth-crm";
    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
    /** Urgent and bulk. */
    private static final int KINDS = 2;
    /** A second, chosen by {@code LaunchBench}: on two cores these add less than a tenth to the chat's p99, a third more do not. */
    static final int BULK_PER_CORE = 15;

    private final Vertx vertx;
    /** All is written and read on one event loop, the connection's. */
    private final ContextInternal context;

    private final FcmConnection connection;
    private final FcmCredentials credentials;
    private final FcmSdk sdk;
    private final LaneGates gates;
    private final Pace pace;
    private final int window;

    /** @throws IllegalStateException when the credentials are missing, unreadable or would go to a stranger */
    static FcmSender open(Vertx vertx, FcmConfig config, LaneGates gates) {
        return new FcmSender(vertx, config, gates);
    }

    private FcmSender(Vertx vertx, FcmConfig config, LaneGates gates) {
        this.vertx = vertx;
        this.gates = gates;
        context = (ContextInternal) vertx.getOrCreateContext();
        window = config.atOnce();
        pace = pace(config);
        connection = new FcmConnection(vertx, config.connectTimeout(), config.readTimeout(), KINDS * window);
        GoogleCredentials source = config.credentialsFile().map(this::read).orElseGet(LoopbackCredentials::new);
        credentials = new FcmCredentials(source.createScoped(SCOPE), FcmSender::onOwnThread);
        sdk = new FcmSdk(credentials, project(config, source), config.endpoint().orElse(null));
    }

    private static String project(FcmConfig config, GoogleCredentials source) {
        if (config.projectId().isPresent() || config.credentialsFile().isEmpty()) {
            return config.projectId().orElse(LOOPBACK_PROJECT);
        }
        if (source instanceof ServiceAccountCredentials account && account.getProjectId() != null) {
            return account.getProjectId();
        }
        throw new IllegalStateException(
                "wealth.push.fcm.project-id is required: the credentials file names no project");
    }

    /** A token is fetched once an hour, and may be waited for. */
    private static void onOwnThread(Runnable task) {
        Thread thread = new Thread(task, "push-token");
        thread.setDaemon(true);
        thread.start();
    }

    /** No slower than 10 a second: what waits for its turn is still to be sent within its lease. */
    private static Pace pace(FcmConfig config) {
        int byCores = BULK_PER_CORE * Runtime.getRuntime().availableProcessors();
        int perSecond = Math.max(10, config.bulkPerSecond().orElse(byCores));
        return Pace.of(perSecond, System.nanoTime());
    }

    private GoogleCredentials read(Path file) {
        FcmTransport transport = new FcmTransport(null, this::waited);
        try (InputStream key = Files.newInputStream(file)) {
            return GoogleCredentials.fromStream(key, () -> transport);
        } catch (IOException unreadable) {
            throw new IllegalStateException("wealth.push.fcm.credentials-file cannot be read: " + file, unreadable);
        }
    }

    /** For a token, on a thread that may wait. */
    private FcmAnswer waited(FcmRequest request) throws IOException {
        try {
            return connection
                    .exchange(request, FcmConnection.Gate.OPEN)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException io ? io : new IOException(failed.getCause());
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
                .deferred(() -> UniHelper.toUni(turn(message).compose(now -> attempt(message))))
                .onFailure()
                .invoke(failure -> LOG.warnf(failure, "%s ended unknown", message))
                .onFailure()
                .recoverWithItem(PushResult.of(PushOutcome.UNKNOWN));
    }

    /** Done on the event loop once it is the message's turn. */
    private Future<Void> turn(PushMessage message) {
        long now = System.nanoTime();
        long millis = message.urgent() ? 0 : TimeUnit.NANOSECONDS.toMillis(pace.turn(now) - now);
        Promise<Void> turn = context.promise();
        context.runOnContext(here -> {
            if (millis > 0) {
                vertx.setTimer(millis, then -> turn.complete());
            } else {
                turn.complete();
            }
        });
        return turn.future();
    }

    /** Back on the event loop, wherever the token came from. */
    private Future<PushResult> attempt(PushMessage push) {
        Promise<Void> ready = context.promise();
        credentials.ready(ready);
        return ready.future()
                .compose(
                        granted -> deliver(push, FcmMessages.of(push, Instant.now())),
                        refused -> Future.succeededFuture(FcmResults.ofCredentials(refused)));
    }

    private Future<PushResult> deliver(PushMessage push, Message message) {
        LaneGates.Gate lane = new LaneGates.Gate(push.lane(), PushChannel.FCM);
        return connection
                .exchange(sdk.written(message), gate(lane))
                .map(answer -> read(message, answer))
                .recover(failure -> failure instanceof FcmConnection.Closed
                        ? Future.succeededFuture(new PushResult(PushOutcome.LANE_RESTING, gates.left(lane)))
                        : Future.failedFuture(failure));
    }

    private FcmConnection.Gate gate(LaneGates.Gate lane) {
        return new FcmConnection.Gate() {
            @Override
            public boolean closed() {
                return gates.resting(lane);
            }

            @Override
            public void busy(Duration retryAfter) {
                gates.close(lane, DeliveryRule.quotaRest(retryAfter));
            }
        };
    }

    private PushResult read(Message message, FcmAnswer answer) {
        PushResult result = sdk.read(message, answer);
        if (result.outcome() == PushOutcome.AUTH_ERROR) {
            credentials.renew();
        }
        return result;
    }

    @Override
    public void close() {
        sdk.close();
    }
}
