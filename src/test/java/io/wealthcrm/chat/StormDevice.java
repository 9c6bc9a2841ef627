package io.wealthcrm.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wealthcrm.testing.Person;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/** A device as the protocol wants it: comes back after every cut, to any node, and sends again what was not answered. */
final class StormDevice {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    final Person person;
    private final String device;
    /** Newest message seen per conversation; every frame must be the one after it. */
    final Map<UUID, Long> seen = new ConcurrentHashMap<>();

    /** Messages by cid that no {@code ok} has come for. */
    final Map<String, String> unanswered = new ConcurrentHashMap<>();
    /** {@code cid → mid seq} of every {@code ok}. */
    final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    final List<String> violations = new CopyOnWriteArrayList<>();

    private final ScheduledExecutorService timer;
    private final IntSupplier anyPort;
    private final int socketPort;
    private volatile Line line;
    private volatile boolean over;

    /**
     * @param device that the person is signed in on
     * @param anyPort of a node, for tickets
     * @param socketPort that leads to any node
     */
    StormDevice(Person person, String device, ScheduledExecutorService timer, IntSupplier anyPort, int socketPort) {
        this.person = person;
        this.device = device;
        this.timer = timer;
        this.anyPort = anyPort;
        this.socketPort = socketPort;
    }

    /** What became of the device last, for a test that fails. */
    @Override
    public String toString() {
        return device + " unanswered " + unanswered.size() + ", seen " + seen + ", " + line;
    }

    void connect() {
        if (over) {
            return;
        }
        Line fresh = new Line();
        line = fresh;
        URI tickets = URI.create("http://127.0.0.1:" + anyPort.getAsInt() + "/api/v1/auth/ws-tickets");
        HttpRequest ticket = HttpRequest.newBuilder(tickets)
                .header("Authorization", "Bearer " + person.token())
                .timeout(Duration.ofSeconds(5))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        CompletableFuture<Void> unused = HTTP.sendAsync(ticket, HttpResponse.BodyHandlers.ofString())
                .thenCompose(answer -> HTTP.newWebSocketBuilder()
                        .buildAsync(URI.create("ws://127.0.0.1:" + socketPort + "/ws/v1"), fresh)
                        .thenAccept(socket -> fresh.hello(
                                socket, read(answer.body()).path("ticket").asText())))
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        fresh.ended();
                    }
                });
    }

    boolean live() {
        return line != null && line.live;
    }

    void say(UUID conversation, String cid, String text) {
        String frame =
                "{\"t\":\"send\",\"id\":\"%s\",\"cid\":\"%s\",\"conv\":\"%s\",\"kind\":\"text\",\"body\":{\"text\":\"%s\"}}"
                        .formatted(cid, cid, conversation, text);
        unanswered.put(cid, frame);
        line.write(frame);
    }

    void end() {
        over = true;
        line.abort();
    }

    private void message(JsonNode frame) {
        long seq = frame.path("seq").asLong();
        UUID conversation = UUID.fromString(frame.path("conv").asText());
        long before = seen.getOrDefault(conversation, 0L);
        if (seq != before + 1) {
            violations.add(conversation + ": " + seq + " after " + before);
        }
        seen.put(conversation, Math.max(seq, before));
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException broken) {
            throw new IllegalStateException(text, broken);
        }
    }

    /** One connection of the device. */
    private final class Line implements WebSocket.Listener {
        private final StringBuilder partial = new StringBuilder();
        private final AtomicBoolean ended = new AtomicBoolean();
        private CompletableFuture<?> writes = CompletableFuture.completedFuture(null);
        private final long began = System.nanoTime();
        private WebSocket socket;
        private volatile boolean live;
        private volatile String last = "connecting";

        @Override
        public String toString() {
            long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
            return "%s%s for %d s, last %s"
                    .formatted(live ? "live" : "not live", ended.get() ? ", ended" : "", seconds, last);
        }

        synchronized void hello(WebSocket opened, String ticket) {
            socket = opened;
            last = "hello";
            StringBuilder have = new StringBuilder();
            seen.forEach((conversation, seq) ->
                    have.append(have.isEmpty() ? "" : ",").append("[\"" + conversation + "\"," + seq + "]"));
            write("{\"t\":\"hello\",\"v\":1,\"ticket\":\"%s\",\"device\":\"%s\",\"have\":[%s]}"
                    .formatted(ticket, device, have));
        }

        synchronized void write(String frame) {
            if (socket != null && !ended.get()) {
                writes = writes.thenCompose(before -> socket.sendText(frame, true))
                        .whenComplete((done, failure) -> {
                            if (failure != null) {
                                ended();
                            }
                        });
            }
        }

        synchronized void abort() {
            if (socket != null) {
                socket.abort();
            }
            ended();
        }

        private void ended() {
            if (ended.compareAndSet(false, true)) {
                live = false;
                later(
                        StormDevice.this::connect,
                        100 + ThreadLocalRandom.current().nextInt(400));
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last && !ended.get()) {
                take(read(partial.toString()));
                partial.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void take(JsonNode frame) {
            last = frame.toString();
            String id = frame.path("id").asText();
            switch (frame.path("t").asText()) {
                case "msg" -> message(frame);
                case "ok" -> {
                    acknowledged.put(id, frame.path("mid").asText() + " " + frame.path("seq"));
                    unanswered.remove(id);
                }
                case "err" ->
                    later(() -> again(id), Math.max(100, frame.path("retryMs").asInt()));
                case "synced" -> {
                    live = true;
                    unanswered.values().forEach(this::write);
                }
                case "ping" -> write("{\"t\":\"pong\"}");
                case "gap", "reset" -> violations.add(frame.toString());
                default -> {}
            }
        }

        private void again(String id) {
            String frame = unanswered.get(id);
            if (frame != null) {
                write(frame);
            }
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            ended();
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            ended();
        }
    }

    private void later(Runnable work, long ms) {
        if (!timer.isShutdown()) {
            var unused = timer.schedule(work, ms, TimeUnit.MILLISECONDS);
        }
    }
}
