package io.wealthcrm.notification;

import com.google.auth.RequestMetadataCallback;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * What FCM is to see of who we are, at hand whenever the SDK asks: the token behind it is fetched before, where threads may
 * wait, and anew in time before it runs out.
 */
final class FcmCredentials extends GoogleCredentials {
    private static final long serialVersionUID = 1L;
    private static final URI FCM = URI.create("https://fcm.googleapis.com/");

    private final transient GoogleCredentials source;
    private final transient Executor waiting;
    private transient volatile Map<String, List<String>> held = Map.of();

    /** @param waiting where a fetch may block */
    FcmCredentials(GoogleCredentials source, Executor waiting) {
        this.source = source;
        this.waiting = waiting;
    }

    /** Done at once while the token is fresh. Fails where none is granted. */
    Future<Void> ready() {
        Promise<Void> ready = Promise.promise();
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
        return ready.future();
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
