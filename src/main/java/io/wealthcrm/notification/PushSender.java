package io.wealthcrm.notification;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Hands pushes to a push service; chosen by {@code wealth.push.fcm.*}. */
interface PushSender {
    /** How many messages may be under way at once in each of the two kinds of traffic. */
    int window();

    /**
     * Sends up to 500 messages and answers their results in order; never fails. May complete on a thread of its own.
     *
     * @param bulk messages that come by the ten thousand; they use threads of their own
     */
    Uni<List<PushResult>> send(List<PushMessage> messages, boolean bulk);

    /** Ends what it holds open. */
    void close();
}
