package io.wealthcrm.notification;

import io.wealthcrm.shared.Background;
import java.util.concurrent.atomic.AtomicInteger;

/** Urgent or bulk, of one push service: its loop, and how many of its messages are under way. */
final class PushTraffic {
    /** Batches that may be under way at once, each with its share of the window. */
    private static final int BATCHES = 3;
    /**
     * A batch of a bulk lane has so many times its share. Claiming and storing are commits, and each commit makes the others
     * of the firm wait: what comes by the ten thousand makes few of them.
     */
    private static final int BULK = 20;

    /** Deliveries of a batch. */
    static final int MOST = 500;

    private final PushSender sender;
    private final boolean bulk;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile Background.Loop loop;

    PushTraffic(PushSender sender, boolean bulk) {
        this.sender = sender;
        this.bulk = bulk;
    }

    PushSender sender() {
        return sender;
    }

    boolean bulk() {
        return bulk;
    }

    /** Before anything wakes it. */
    void loop(Background.Loop looks) {
        loop = looks;
    }

    void stop() {
        loop.stop();
    }

    String name() {
        return (bulk ? "bulk" : "urgent") + " pushes by " + sender.channel();
    }

    boolean busy() {
        return underWay.get() > 0;
    }

    /** Messages of a batch that are handed to the push service at once. */
    int share() {
        return Math.max(1, sender.window() / BATCHES);
    }

    /** How many may be claimed now. Of a bulk lane a whole batch or none, else each few answers would make a claim of as few. */
    int room() {
        int batch = bulk ? Math.min(share() * BULK, MOST) : share();
        int free = batch * BATCHES - underWay.get();
        return bulk && free < batch ? 0 : Math.min(batch, free);
    }

    void began(int messages) {
        underWay.addAndGet(messages);
    }

    void ended(int messages) {
        underWay.addAndGet(-messages);
    }

    void wake() {
        loop.wake();
    }
}
