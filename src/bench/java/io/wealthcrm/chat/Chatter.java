package io.wealthcrm.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What rooms say, and how soon it arrives: so many messages under way in each, the next of which another member says when all have
 * one; or messages that are due at a steady pace, whether or not those before have arrived. Some take turns, since the service lets
 * nobody talk too fast. Before a raw server they say what the service would make of it, so that both write as many bytes.
 */
final class Chatter {
    private static final byte[] DUE = "due-".getBytes(UTF_8);
    private static final String TEXT =
            "hello from the advisor, your monthly report is ready, please look at it now due-%d.";
    private static final String SEND =
            "{\"t\":\"send\",\"id\":\"%1$s\",\"cid\":\"%1$s\",\"conv\":\"%2$s\",\"kind\":\"text\",\"body\":{\"text\":\"%3$s\"}}";
    private static final String SENT =
            "{\"t\":\"msg\",\"conv\":\"%2$s\",\"seq\":1,\"d\":{\"id\":\"%1$s\",\"cid\":\"%1$s\",\"from\":\"%1$s\",\"kind\":\"text\",\"body\":{\"text\":\"%3$s\"},\"at\":\"2026-01-01T00:00:00.000000Z\"}}";
    private static final String TYPES = "{\"t\":\"typing\",\"conv\":\"%s\"}";
    private static final String TYPED = "{\"t\":\"typing\",\"conv\":\"%s\",\"user\":\"%s\"}";
    /** Where the number of who types begins in it. */
    private static final int TYPIST = "{\"t\":\"typing\",\"conv\":\"\",\"user\":\"\"}".length() - 2 + 36 + 24;

    /** Of a room; the others read. Whoever has received a message tells those who sent it. */
    private static final int SPEAKERS = 5;

    /** As often as the protocol lets a member say so, and a little. */
    private static final long TYPING_PAUSE = TimeUnit.MILLISECONDS.toNanos(3_010);

    private final List<LoadMember> members;
    private final int roomSize;
    private final boolean stored;
    /** Nanoseconds from one message to the next, of all rooms together; 0 where one follows the other's arrival. */
    private final long pause;

    private final Histogram latencies = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
    private final long[] arrivals;
    private final int[] speaker;
    private final int[] waiting;
    private final long[] typedAt;
    /** When it was last seen that a member types: from then on the service surely counts, too. */
    private final long[] seenAt;

    private long from = Long.MAX_VALUE;
    private long until = Long.MAX_VALUE;
    private long nextDue;
    private int nextRoom;
    private long said;
    private long arrived;
    private long delivered;
    private long wanted;

    /** @param perSecond messages of all rooms together; 0 where one follows the other's arrival */
    Chatter(List<LoadMember> members, int roomSize, boolean stored, double perSecond) {
        this.members = members;
        this.roomSize = roomSize;
        this.stored = stored;
        pause = perSecond == 0 ? 0 : (long) (1e9 / perSecond);
        arrivals = new long[members.size() / roomSize];
        speaker = new int[arrivals.length];
        waiting = new int[arrivals.length];
        typedAt = new long[members.size()];
        seenAt = new long[members.size()];
        // Somebody may have typed a moment ago, in what was measured before.
        Arrays.fill(seenAt, System.nanoTime());
    }

    /** @param window messages under way in a room, where nothing is due of itself */
    void begin(int window) {
        nextDue = System.nanoTime();
        if (pause == 0) {
            Arrays.fill(waiting, window);
        }
    }

    /** Measures from here, {@link System#nanoTime()}, to there; nobody says anything afterwards. */
    void measure(long begins, long ends) {
        from = begins;
        until = ends;
    }

    /** Says what is due. Nanoseconds until more may be. */
    long speak() {
        long now = System.nanoTime();
        if (now >= until) {
            return TimeUnit.MILLISECONDS.toNanos(1);
        }
        if (pause == 0) {
            return follow(now);
        }
        while (nextDue <= now) {
            say(nextRoom, nextDue);
            wanted += nextDue >= from && nextDue < until ? listeners() : 0;
            nextRoom = (nextRoom + 1) % arrivals.length;
            nextDue += pause;
        }
        return nextDue - System.nanoTime();
    }

    private long follow(long now) {
        long next = TimeUnit.MILLISECONDS.toNanos(10);
        for (int room = 0; room < waiting.length; room++) {
            while (waiting[room] > 0) {
                long rest = seenAt[room * roomSize + speaker[room]] + TYPING_PAUSE - now;
                if (!stored && rest > 0) {
                    next = Math.min(next, rest);
                    break;
                }
                waiting[room]--;
                say(room, System.nanoTime());
            }
        }
        return next;
    }

    private void say(int room, long due) {
        LoadMember member = members.get(room * roomSize + speaker[room]);
        speaker[room] = (speaker[room] + 1) % (stored ? SPEAKERS : roomSize);
        said++;
        if (stored) {
            member.send((member.raw() ? SENT : SEND)
                    .formatted(UUID.randomUUID(), member.conversation, TEXT.formatted(due)));
        } else {
            typedAt[member.number] = due;
            member.send(
                    member.raw()
                            ? TYPED.formatted(member.conversation, SeatedAdvisors.id('a', member.number))
                            : TYPES.formatted(member.conversation));
        }
    }

    /** How many a message is for: who types is not told of it by the service. */
    private int listeners() {
        return stored || members.get(0).raw() ? roomSize : roomSize - 1;
    }

    void message(LoadMember member, ByteBuffer text) {
        for (int i = text.limit() - DUE.length; i >= 0; i--) {
            if (text.get(i) == DUE[0]
                    && text.get(i + 1) == DUE[1]
                    && text.get(i + 2) == DUE[2]
                    && text.get(i + 3) == DUE[3]) {
                arrived(member.room, LoadMember.number(text, i + DUE.length, '.'));
                return;
            }
        }
    }

    void typing(LoadMember member, ByteBuffer text) {
        int typist = 0;
        for (int i = TYPIST; text.get(i) != '"'; i++) {
            typist = 16 * typist + Character.digit(text.get(i), 16);
        }
        seenAt[typist] = System.nanoTime();
        arrived(member.room, typedAt[typist]);
    }

    private void arrived(int room, long due) {
        long now = System.nanoTime();
        arrived++;
        // At a steady pace what was due meanwhile counts, however late it comes; else what comes meanwhile.
        long counts = pause > 0 ? due : now;
        if (counts >= from && counts < until) {
            delivered++;
            latencies.recordValue(Math.min(now - due, latencies.getHighestTrackableValue()));
        }
        if (++arrivals[room] % listeners() == 0 && pause == 0) {
            waiting[room]++;
        }
    }

    /** Whether all that was said has arrived. */
    boolean done() {
        return arrived >= said * listeners();
    }

    /** Deliveries, deliveries that were due and never came, and how long they took. */
    String result() {
        ByteBuffer encoded = ByteBuffer.allocate(latencies.getNeededByteBufferCapacity());
        int length = latencies.encodeIntoByteBuffer(encoded);
        return "%d %d %s"
                .formatted(
                        delivered,
                        pause > 0 ? wanted - delivered : 0,
                        Base64.getEncoder().encodeToString(Arrays.copyOf(encoded.array(), length)));
    }
}
