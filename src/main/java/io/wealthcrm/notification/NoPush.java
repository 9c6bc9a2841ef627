package io.wealthcrm.notification;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.PushChannel;

/** In place of FCM where it is not configured: notifications reach the inbox and open sockets alone. */
final class NoPush implements PushSender {
    private static final int WINDOW = 500;

    @Override
    public PushChannel channel() {
        return PushChannel.FCM;
    }

    @Override
    public int window() {
        return WINDOW;
    }

    @Override
    public Uni<PushResult> send(PushMessage message) {
        return Uni.createFrom().item(PushResult.of(PushOutcome.NO_PUSH_SERVICE));
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
