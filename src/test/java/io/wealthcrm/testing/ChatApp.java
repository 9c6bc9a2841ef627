package io.wealthcrm.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** An app on a real WebSocket that keeps every frame it is sent. */
public final class ChatApp implements WebSocket.Listener {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;
    private volatile int closeCode = -1;
    private volatile String closeReason = "";
    private volatile boolean deaf;
    private volatile boolean answersPings = true;
    private volatile Consumer<JsonNode> listener = frame -> {};

    /** Opens the socket and says nothing yet. */
    public static ChatApp open(int port) {
        ChatApp app = new ChatApp();
        app.socket = HTTP.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws/v1"), app)
                .join();
        return app;
    }

    public static String ticket(Person person) {
        return person.request()
                .post("/api/v1/auth/ws-tickets")
                .then()
                .statusCode(200)
                .extract()
                .path("ticket");
    }

    /** Opens the socket of the device the person is signed in on and waits until the replay is over. */
    public static ChatApp of(Person person) {
        return of(person, person.installation(), "[]");
    }

    /** As {@link #of(Person)}, on another device, where the person signs in first. */
    public static ChatApp of(Person person, String device, String have) {
        ChatApp app = open(person.port());
        app.hello(person, device, have);
        app.await("synced");
        return app;
    }

    public void hello(Person person, String device, String have) {
        send("{\"t\":\"hello\",\"v\":1,\"ticket\":\"%s\",\"device\":\"%s\",\"have\":%s}"
                .formatted(ticket(person.on(device)), device, have));
    }

    public void send(String frame) {
        WebSocket unused = socket.sendText(frame, true).join();
    }

    public void sendText(String id, UUID cid, UUID conversation, String text) {
        send(JSON.createObjectNode()
                .put("t", "send")
                .put("id", id)
                .put("cid", cid.toString())
                .put("conv", conversation.toString())
                .put("kind", "text")
                .set("body", JSON.createObjectNode().put("text", text))
                .toString());
    }

    /** Sends and waits for the answer to it. */
    @CanIgnoreReturnValue
    public JsonNode say(UUID conversation, String text) {
        String id = UUID.randomUUID().toString();
        sendText(id, UUID.randomUUID(), conversation, text);
        return await(frame -> frame.path("id").asText().equals(id));
    }

    /** Sends a message of a kind with a body as JSON, and waits for the answer to it. */
    @CanIgnoreReturnValue
    public JsonNode post(UUID conversation, UUID cid, String kind, String body) {
        String id = UUID.randomUUID().toString();
        send("{\"t\":\"send\",\"id\":\"%s\",\"cid\":\"%s\",\"conv\":\"%s\",\"kind\":\"%s\",\"body\":%s}"
                .formatted(id, cid, conversation, kind, body));
        return await(frame -> frame.path("id").asText().equals(id));
    }

    @CanIgnoreReturnValue
    public JsonNode await(String type) {
        return await(frame -> frame.path("t").asText().equals(type));
    }

    @CanIgnoreReturnValue
    public JsonNode await(Predicate<JsonNode> wanted) {
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> frames.stream().anyMatch(wanted));
        return frames.stream().filter(wanted).findFirst().orElseThrow();
    }

    @CanIgnoreReturnValue
    public JsonNode awaitMessage(UUID conversation, long seq) {
        return await(frame -> frame.path("t").asText().equals("msg")
                && frame.path("conv").asText().equals(conversation.toString())
                && frame.path("seq").asLong() == seq);
    }

    public void awaitClose(int code) {
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> closeCode != -1);
        assertThat(closeCode).as(closeReason).isEqualTo(code);
    }

    public boolean isClosed() {
        return closeCode != -1;
    }

    public String closeReason() {
        return closeReason;
    }

    public List<JsonNode> frames(String type) {
        return frames.stream()
                .filter(frame -> frame.path("t").asText().equals(type))
                .toList();
    }

    /** The seqs of a conversation's messages as they came in. */
    public List<Long> seqs(UUID conversation) {
        return frames("msg").stream()
                .filter(frame -> frame.path("conv").asText().equals(conversation.toString()))
                .map(frame -> frame.path("seq").asLong())
                .toList();
    }

    public WebSocket socket() {
        return socket;
    }

    public void close() {
        WebSocket unused = socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    /** Has frames shown to the listener as they come in, besides being kept. */
    public void listen(Consumer<JsonNode> to) {
        listener = to;
    }

    /** Reads no more from the network. */
    public void goDeaf() {
        deaf = true;
    }

    public void ignorePings() {
        answersPings = false;
    }

    private void keep(String frame) {
        try {
            JsonNode read = JSON.readTree(frame);
            listener.accept(read);
            frames.add(read);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
        if (answersPings && frame.equals("{\"t\":\"ping\"}")) {
            var unused = socket.sendText("{\"t\":\"pong\"}", true);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            keep(partial.toString());
            partial.setLength(0);
        }
        if (!deaf) {
            from.request(1);
        }
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closeReason = reason;
        closeCode = code;
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closeReason = failure.toString();
        closeCode = 1006;
    }
}
