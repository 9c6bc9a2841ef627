package io.wealthcrm.notification;

import com.google.auth.RequestMetadataCallback;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import io.vertx.core.Promise;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * What FCM is to see of who we are, at hand whenever the SDK asks: the token behind it is fetched before, where threads may
 * wait, and anew in time before it runs out.
 */
final class FcmCredentials extends GoogleCredentials {
    private static final long serialVersionUID = 1L;
    private static final URI FCM = URI.create("https://fcm.googleapis.com/");

    private static final Logger LOG = Logger.getLogger(FcmCredentials.class);

    private final transient AtomicBoolean renewing = new AtomicBoolean();
    private final transient GoogleCredentials source;
    private final transient Executor waiting;
    private transient volatile Map<String, List<String>> held = Map.of();

    /** @param waiting where a fetch may block */
    FcmCredentials(GoogleCredentials source, Executor waiting) {
        this.source = source;
        this.waiting = waiting;
    }

    /** Completes the promise, at once while the token is fresh; fails it where none is granted. */
    void ready(Promise<Void> ready) {
        source.getRequestMetadata(FCM, waiting, new RequestMetadataCallback() {
            @Override
            public void onSuccess(Map<String, List<String>> metadata) {
                held = metadata;
                ready.complete();
            }

            @Override
            public void onFailure(Throwable refused) {
                ready.fail(refused);
            }
        });
    }

    /** After FCM has refused the token, which its source still takes for good: fetches another one. */
    void renew() {
        if (renewing.compareAndSet(false, true)) {
            waiting.execute(() -> {
                try {
                    source.refresh();
                } catch (IOException notGranted) {
                    LOG.warnf(
                            "no other token for FCM is granted yet: %s",
                            notGranted.getClass().getSimpleName());
                } finally {
                    renewing.set(false);
                }
            });
        }
    }

    @Override
    public Map<String, List<String>> getRequestMetadata(URI uri) {
        return held;
    }

    @Override
    public AccessToken refreshAccessToken() throws IOException {
        throw new IOException("the token is fetched by its source");
    }
}
