package io.wealthcrm.notification;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.PushChannel;

/**
 * Hands pushes to one push service. Whoever adds another one adds a bean of this type, one for each channel; a bean that is
 * there only where its account is configured says so by {@code @LookupIfProperty}.
 */
interface PushSender {
    /** The tokens it takes are of this channel. */
    PushChannel channel();

    /** How many messages may be under way at once in each of the two kinds of traffic. */
    int window();

    /**
     * Sends one message; never fails. May complete on a thread of its own, and does so before that thread sends anything
     * else: what the answer says of the lane counts for the next message. A message may have waited here, so
     * {@link LaneGates} are asked once more in the moment its request would leave; one whose lane rests by then is not sent
     * and answered {@code LANE_RESTING}.
     */
    Uni<PushResult> send(PushMessage message);

    /** Ends what it holds open. */
    void close();
}
