package io.wealthcrm.notification;

import com.google.api.core.ApiFuture;
import com.google.api.core.ApiFutureCallback;
import com.google.api.core.ApiFutures;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.firebase.FirebaseApp;
import com.google.firebase.FirebaseOptions;
import com.google.firebase.messaging.BatchResponse;
import com.google.firebase.messaging.FirebaseMessaging;
import com.google.firebase.messaging.Message;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Firebase Cloud Messaging through the Admin SDK. The SDK blocks a thread for each message under way, so it has two bounded
 * pools: what comes by the ten thousand never holds the threads an order's push needs.
 */
final class FcmSender implements PushSender {
    private static final Logger LOG = Logger.getLogger(FcmSender.class);
    private static final String LOOPBACK_PROJECT = "wealth-crm";
    /** Waves of a full pool that may be claimed; their time-outs together stay well below a delivery's lease. */
    private static final int WAVES = 3;

    private final FirebaseApp urgentApp;
    private final FirebaseApp bulkApp;
    private final int window;

    private FcmSender(FirebaseApp urgentApp, FirebaseApp bulkApp, int window) {
        this.urgentApp = urgentApp;
        this.bulkApp = bulkApp;
        this.window = window;
    }

    /** @throws IllegalStateException when the credentials are missing, unreadable or would go to a stranger */
    static FcmSender open(FcmConfig config) {
        URI endpoint = config.endpoint().orElse(null);
        FcmTransport transport = new FcmTransport(endpoint, config.connectTimeout(), config.readTimeout());
        FirebaseOptions.Builder options = FirebaseOptions.builder()
                .setCredentials(credentials(config, transport))
                .setHttpTransport(transport)
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setReadTimeout((int) config.readTimeout().toMillis());
        Optional<String> project =
                config.credentialsFile().isPresent() ? Optional.empty() : Optional.of(LOOPBACK_PROJECT);
        config.projectId().or(() -> project).ifPresent(options::setProjectId);
        return new FcmSender(
                app("push-urgent", options, config.threads()),
                app("push-bulk", options, config.threads()),
                WAVES * config.threads());
    }

    private static FirebaseApp app(String name, FirebaseOptions.Builder options, int threads) {
        return FirebaseApp.initializeApp(
                options.setThreadManager(new FcmThreads(name, threads)).build(), name);
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
    public int window() {
        return window;
    }

    @Override
    public Uni<List<PushResult>> send(List<PushMessage> messages, boolean bulk) {
        FirebaseMessaging fcm = FirebaseMessaging.getInstance(bulk ? bulkApp : urgentApp);
        Instant now = Instant.now();
        return Uni.createFrom()
                .<BatchResponse>emitter(emitter -> forward(submit(fcm, messages, now), emitter))
                .map(batch -> batch.getResponses().stream().map(FcmResults::of).toList())
                .onFailure()
                .invoke(failure -> LOG.warnf(failure, "%d pushes ended unknown", messages.size()))
                .onFailure()
                .recoverWithItem(Collections.nCopies(messages.size(), PushResult.of(FcmOutcome.UNKNOWN)));
    }

    private static ApiFuture<BatchResponse> submit(FirebaseMessaging fcm, List<PushMessage> pushes, Instant now) {
        List<Message> messages =
                pushes.stream().map(push -> FcmMessages.of(push, now)).toList();
        return fcm.sendEachAsync(messages);
    }

    private static void forward(ApiFuture<BatchResponse> future, UniEmitter<? super BatchResponse> emitter) {
        ApiFutures.addCallback(
                future,
                new ApiFutureCallback<>() {
                    @Override
                    public void onSuccess(BatchResponse batch) {
                        emitter.complete(batch);
                    }

                    @Override
                    public void onFailure(Throwable failure) {
                        emitter.fail(failure);
                    }
                },
                MoreExecutors.directExecutor());
    }

    @Override
    public void close() {
        urgentApp.delete();
        bulkApp.delete();
    }
}
