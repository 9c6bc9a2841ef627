package io.wealthcrm.chat;

import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A group whose members all sit at an open socket, and some of whom talk at a steady pace. A message's latency is taken from
 * the moment it was due to be sent, whether or not the one before had been answered, to its arrival at each socket.
 */
final class Room implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String MARK = "due-";
    private static final String SEQ = "\"seq\":";
    private static final Duration RECEIPTS = Duration.ofSeconds(1);

    private final List<Seat> seats = new ArrayList<>();
    private final UUID conversation;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
    private volatile Latencies latencies = new Latencies();

    private Room(UUID conversation) {
        this.conversation = conversation;
    }

    /** Nanoseconds of each arrival, as they came. */
    static final class Latencies {
        private final long[] all = new long[2_000_000];
        private final AtomicInteger count = new AtomicInteger();

        void add(long nanos) {
            int next = count.getAndIncrement();
            if (next < all.length) {
                all[next] = nanos;
            }
        }

        int count() {
            return Math.min(count.get(), all.length);
        }

        /** Milliseconds. */
        double quantile(double part) {
            long[] sorted = Arrays.copyOf(all, count());
            Arrays.sort(sorted);
            return sorted.length == 0
                    ? Double.NaN
                    : sorted[(int) Math.min(sorted.length - 1, part * sorted.length)] / 1e6;
        }
    }

    static Room of(Firm firm, int members) {
        Person owner = firm.advisor();
        Person[] others = new Person[members - 1];
        Arrays.setAll(others, i -> firm.advisor());
        Room room = new Room(Talk.group(owner, others));
        room.sit(owner);
        Arrays.stream(others).forEach(room::sit);
        return room;
    }

    private void sit(Person person) {
        Seat seat = new Seat();
        URI uri = URI.create("ws://127.0.0.1:" + person.port() + "/ws/v1");
        seat.socket = HTTP.newWebSocketBuilder().buildAsync(uri, seat).join();
        seat.send("{\"t\":\"hello\",\"v\":1,\"ticket\":\"%s\",\"device\":\"%s\",\"have\":[]}"
                .formatted(ChatApp.ticket(person), person.installation()));
        seat.awaitSynced();
        seats.add(seat);
    }

    /** Lets the first {@code senders} talk at {@code perSecond} messages each until closed. */
    Talking talk(int senders, int perSecond) {
        long period = TimeUnit.SECONDS.toNanos(1) / ((long) senders * perSecond);
        long began = System.nanoTime();
        AtomicInteger sent = new AtomicInteger();
        ScheduledFuture<?> beat = clock.scheduleAtFixedRate(
                () -> {
                    int number = sent.getAndIncrement();
                    seats.get(number % senders).say(conversation, began + number * period);
                },
                0,
                period,
                TimeUnit.NANOSECONDS);
        return () -> beat.cancel(false);
    }

    /** What is said until it is closed. */
    interface Talking extends AutoCloseable {
        @Override
        void close();
    }

    /** Starts to count anew. */
    void begin() {
        latencies = new Latencies();
    }

    Latencies latencies() {
        return latencies;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        seats.forEach(seat -> seat.socket.abort());
    }

    private final class Seat implements WebSocket.Listener {
        private final CountDownLatch synced = new CountDownLatch(1);
        private final StringBuilder partial = new StringBuilder();
        private WebSocket socket;
        private long saidAt;

        /** One text at a time, as the client wants it. */
        synchronized void send(String frame) {
            WebSocket unused = socket.sendText(frame, true).join();
        }

        void say(UUID conversation, long due) {
            send(
                    "{\"t\":\"send\",\"id\":\"%1$s\",\"cid\":\"%1$s\",\"conv\":\"%2$s\",\"kind\":\"text\",\"body\":{\"text\":\"%3$s%4$d.\"}}"
                            .formatted(UUID.randomUUID(), conversation, MARK, due));
        }

        void awaitSynced() {
            try {
                if (!synced.await(Duration.ofSeconds(20).toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("not synced");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                take(partial);
                partial.setLength(0);
            }
            from.request(1);
            return null;
        }

        /** As an app does: it says up to where it has everything, now and then. */
        private void received(StringBuilder frame) {
            int seq = frame.indexOf(SEQ) + SEQ.length();
            int end = seq;
            while (Character.isDigit(frame.charAt(end))) {
                end++;
            }
            long now = System.nanoTime();
            if (now - saidAt > RECEIPTS.toNanos()) {
                saidAt = now;
                String receipt = "{\"t\":\"recv\",\"conv\":\"%s\",\"seq\":%d}"
                        .formatted(conversation, Long.parseLong(frame, seq, end, 10));
                clock.execute(() -> send(receipt));
            }
        }

        private void take(StringBuilder frame) {
            int mark = frame.indexOf(MARK);
            if (mark >= 0) {
                int start = mark + MARK.length();
                latencies.add(System.nanoTime() - Long.parseLong(frame, start, frame.indexOf(".", start), 10));
                received(frame);
            } else if (frame.indexOf("\"ping\"") >= 0) {
                clock.execute(() -> send("{\"t\":\"pong\"}"));
            } else if (frame.indexOf("\"synced\"") >= 0) {
                synced.countDown();
            }
        }
    }
}
