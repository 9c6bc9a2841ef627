package io.wealthcrm.notification;

import com.google.firebase.FirebaseApp;
import com.google.firebase.FirebaseOptions;
import com.google.firebase.messaging.FirebaseMessaging;
import com.google.firebase.messaging.FirebaseMessagingException;
import com.google.firebase.messaging.Message;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The Admin SDK as the writer of requests and the reader of answers. It would hold a thread from the one to the other, so its
 * transport stops it once the request is written; somebody else carries that, and the SDK is asked again, with the answer at
 * hand. Never blocks.
 */
final class FcmSdk {
    /** The SDK wants every app to have a name of its own. */
    private static final AtomicInteger OPENED = new AtomicInteger();

    /** Of the message that is being read; nothing while one is written. */
    private final ThreadLocal<FcmAnswer> answer = new ThreadLocal<>();

    private final FirebaseApp app;

    /** @param endpoint instead of FCM's own; null for that */
    FcmSdk(FcmCredentials credentials, String project, URI endpoint) {
        FirebaseOptions options = FirebaseOptions.builder()
                .setCredentials(credentials)
                .setProjectId(project)
                .setHttpTransport(new FcmTransport(endpoint, this::carry))
                .build();
        app = FirebaseApp.initializeApp(options, "push-" + OPENED.incrementAndGet());
    }

    /** Not an {@link java.io.IOException}, which the SDK would take for an unknown outcome. */
    private static final class Written extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient FcmRequest request;

        Written(FcmRequest request) {
            super("written", null, false, false);
            this.request = request;
        }
    }

    private FcmAnswer carry(FcmRequest request) {
        FcmAnswer given = answer.get();
        if (given == null) {
            throw new Written(request);
        }
        return given;
    }

    /** The request that sends a message. */
    FcmRequest written(Message message) {
        try {
            throw new IllegalStateException("sent: " + messaging().send(message));
        } catch (Written ready) {
            return ready.request;
        } catch (FirebaseMessagingException unwritten) {
            throw new IllegalStateException(unwritten);
        }
    }

    /** What an answer says of a message. */
    PushResult read(Message message, FcmAnswer given) {
        if (given.isPlainSuccess()) {
            return PushResult.of(PushOutcome.DELIVERED);
        }
        answer.set(given.masked());
        try {
            String unused = messaging().send(message);
            return PushResult.of(PushOutcome.DELIVERED);
        } catch (FirebaseMessagingException refusal) {
            return FcmResults.of(refusal);
        } finally {
            answer.remove();
        }
    }

    private FirebaseMessaging messaging() {
        return FirebaseMessaging.getInstance(app);
    }

    void close() {
        app.delete();
    }
}
