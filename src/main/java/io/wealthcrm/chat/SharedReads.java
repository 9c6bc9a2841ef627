package io.wealthcrm.chat;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * Reads what other nodes have stored once for all sockets of this one, into {@link RecentMessages}. While a conversation is
 * being read, what follows waits and is read together, so that a busy one costs one statement at a time.
 */
@ApplicationScoped
class SharedReads {
    private final RecentMessages recent;
    private final MessageStore store;
    /** Conversations that are being read, with how far they have gone on meanwhile. */
    private final Map<UUID, Long> wanted = new HashMap<>();

    SharedReads(RecentMessages recent, MessageStore store) {
        this.recent = recent;
        this.store = store;
    }

    /** Has messages up to {@code seq} at hand, then calls {@code then} with that number or a later one; whether or not it could. */
    void upto(UUID conversation, long seq, LongConsumer then) {
        if (begins(conversation, seq)) {
            read(conversation, seq, then);
        }
    }

    private void read(UUID conversation, long seq, LongConsumer then) {
        long after = recent.missingAfter(conversation, seq);
        Uni<List<MessageStore.Stored>> missing =
                after == seq ? Uni.createFrom().item(List.of()) : store.run(conversation, after, seq);
        missing.invoke(found -> found.forEach(each -> recent.add(conversation, each.seq(), each.frame())))
                .onTermination()
                .invoke(() -> done(conversation, seq, then))
                .subscribe()
                .with(found -> {}, failure -> {
                    // Each socket reads for itself, and tries again.
                });
    }

    private void done(UUID conversation, long seq, LongConsumer then) {
        then.accept(seq);
        long more = rest(conversation, seq);
        if (more > seq) {
            read(conversation, more, then);
        }
    }

    private synchronized boolean begins(UUID conversation, long seq) {
        Long before = wanted.get(conversation);
        wanted.merge(conversation, seq, Math::max);
        return before == null;
    }

    /** How far to read next; {@code seq} when that was all. */
    private synchronized long rest(UUID conversation, long seq) {
        long most = wanted.get(conversation);
        if (most <= seq) {
            wanted.remove(conversation);
            return seq;
        }
        return most;
    }
}
