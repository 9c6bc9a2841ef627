package io.wealthcrm.notification;

import io.smallrye.mutiny.Uni;
import java.util.Collections;
import java.util.List;

/** Without a push service: notifications reach the inbox and open sockets alone. */
final class NoPush implements PushSender {
    private static final int WINDOW = 500;

    @Override
    public int window() {
        return WINDOW;
    }

    @Override
    public Uni<List<PushResult>> send(List<PushMessage> messages, boolean bulk) {
        return Uni.createFrom().item(Collections.nCopies(messages.size(), PushResult.of(FcmOutcome.NO_PUSH_SERVICE)));
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
