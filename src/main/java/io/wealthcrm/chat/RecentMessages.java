package io.wealthcrm.chat;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Frames of messages of a moment ago, committed through this node or read once for it by {@link Wakes}, so that a message to a big group is not read again for each
 * socket. Only ever a copy of what PostgreSQL holds; the oldest go first when 16 million characters are reached. What tells
 * of an edit or a recall is never kept here: no run of frames leads past it, so what came before is read as it now is.
 */
@ApplicationScoped
class RecentMessages {
    private static final long MAX_CHARS = 16_000_000;
    /** Messages at most that are handed on from here at once. */
    private static final int RUN = 50;

    private final Map<Place, String> frames = new ConcurrentHashMap<>();
    private final Queue<Place> oldest = new ConcurrentLinkedQueue<>();
    private final AtomicLong chars = new AtomicLong();

    private record Place(UUID conversation, long seq) {}

    void add(UUID conversation, long seq, String frame) {
        Place place = new Place(conversation, seq);
        if (frames.putIfAbsent(place, frame) != null) {
            return;
        }
        boolean queued = oldest.add(place);
        long total = chars.addAndGet(frame.length());
        while (queued && total > MAX_CHARS) {
            String dropped = frames.remove(oldest.remove());
            total = chars.addAndGet(-dropped.length());
        }
    }

    /** From where a run of messages up to {@code upto} is to be read so that it joins on to what is here; never far back. */
    long missingAfter(UUID conversation, long upto) {
        long after = upto;
        while (after > 0 && after > upto - RUN && !frames.containsKey(new Place(conversation, after))) {
            after--;
        }
        return after;
    }

    /** All messages after {@code after} up to {@code upto}; null unless every one of them is here. */
    List<String> between(UUID conversation, long after, long upto) {
        if (upto - after > RUN) {
            return null;
        }
        List<String> run = new ArrayList<>();
        for (long seq = after + 1; seq <= upto; seq++) {
            String frame = frames.get(new Place(conversation, seq));
            if (frame == null) {
                return null;
            }
            run.add(frame);
        }
        return run;
    }
}
