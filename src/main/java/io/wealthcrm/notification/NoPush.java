package io.wealthcrm.notification;

import io.smallrye.mutiny.Uni;

/** Without a push service: notifications reach the inbox and open sockets alone. */
final class NoPush implements PushSender {
    private static final int WINDOW = 500;

    @Override
    public int window() {
        return WINDOW;
    }

    @Override
    public Uni<PushResult> send(PushMessage message) {
        return Uni.createFrom().item(PushResult.of(FcmOutcome.NO_PUSH_SERVICE));
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
