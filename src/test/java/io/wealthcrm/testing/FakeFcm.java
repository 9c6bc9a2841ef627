package io.wealthcrm.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A server that speaks FCM's HTTP v1 protocol, {@code POST /v1/projects/{project}/messages:send}, and answers each token as
 * the test says: the given answers in turn, the last one for ever, 200 without any.
 */
public final class FakeFcm implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FCM_ERROR = "type.googleapis.com/google.firebase.fcm.v1.FcmError";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private volatile Duration latency = Duration.ZERO;

    /** A message as it came over the wire; {@code message} is the JSON below {@code "message"}. */
    public record Received(Instant at, String path, String authorization, String token, JsonNode message) {
        public String data(String key) {
            return message.path("data").path(key).asText(null);
        }
    }

    /** How the server meets one request. */
    public record Answer(
            Fate fate,
            int status,
            String statusName,
            String errorCode,
            String text,
            String retryAfter,
            Duration delay) {
        enum Fate {
            ANSWER,
            HANG,
            RESET
        }

        private static Answer error(int status, String statusName, String errorCode, String text) {
            return new Answer(Fate.ANSWER, status, statusName, errorCode, text, null, Duration.ZERO);
        }

        public static Answer ok() {
            return error(200, null, null, null);
        }

        public static Answer unregistered() {
            return error(404, "NOT_FOUND", "UNREGISTERED", "Requested entity was not found.");
        }

        public static Answer senderIdMismatch() {
            return error(403, "PERMISSION_DENIED", "SENDER_ID_MISMATCH", "SenderId mismatch");
        }

        public static Answer invalidArgument() {
            return error(400, "INVALID_ARGUMENT", "INVALID_ARGUMENT", "Invalid value at 'message.android.ttl'");
        }

        public static Answer invalidToken() {
            String text = "The registration token is not a valid FCM registration token";
            return error(400, "INVALID_ARGUMENT", "INVALID_ARGUMENT", text);
        }

        public static Answer quotaExceeded(String retryAfter) {
            return new Answer(
                    Fate.ANSWER,
                    429,
                    "RESOURCE_EXHAUSTED",
                    "QUOTA_EXCEEDED",
                    "Quota exceeded.",
                    retryAfter,
                    Duration.ZERO);
        }

        public static Answer unavailable() {
            return error(503, "UNAVAILABLE", "UNAVAILABLE", "The service is currently unavailable.");
        }

        public static Answer internal() {
            return error(500, "INTERNAL", "INTERNAL", "Internal error encountered.");
        }

        public static Answer unauthenticated() {
            return error(401, "UNAUTHENTICATED", null, "Request had invalid authentication credentials.");
        }

        public static Answer thirdPartyAuthError() {
            return error(401, "UNAUTHENTICATED", "THIRD_PARTY_AUTH_ERROR", "Auth error from APNS or Web Push Service");
        }

        /** Takes the request and says nothing until the server is closed. */
        public static Answer hang() {
            return new Answer(Fate.HANG, 0, null, null, null, null, Duration.ZERO);
        }

        /** Takes the request and cuts the connection. */
        public static Answer reset() {
            return new Answer(Fate.RESET, 0, null, null, null, null, Duration.ZERO);
        }

        public Answer retryAfter(String value) {
            return new Answer(fate, status, statusName, errorCode, text, value, delay);
        }

        /** The same, but later. */
        public Answer after(Duration wait) {
            return new Answer(fate, status, statusName, errorCode, text, retryAfter, wait);
        }
    }

    private FakeFcm(HttpServer server) {
        this.server = server;
    }

    /** Listens on a free port of 127.0.0.1. */
    public static FakeFcm start() {
        try {
            FakeFcm fcm =
                    new FakeFcm(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200));
            fcm.server.createContext("/", fcm::take);
            fcm.server.setExecutor(fcm.threads);
            fcm.server.start();
            return fcm;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For {@code wealth.push.fcm.endpoint}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How the token is answered from now on. */
    public void answer(String token, Answer... inTurn) {
        answers.put(token, new ArrayDeque<>(Arrays.asList(inTurn)));
    }

    /** How long each answer takes. */
    public void latency(Duration each) {
        latency = each;
    }

    /** Everything received, in order. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    public List<Received> received(String token) {
        return received.stream().filter(one -> one.token().equals(token)).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        JsonNode message = JSON.readTree(exchange.getRequestBody()).path("message");
        if (!exchange.getRequestMethod().equals("POST") || !path.matches("/v1/projects/[a-z0-9-]+/messages:send")) {
            reply(exchange, Answer.error(404, "NOT_FOUND", null, "No such method"), path);
            return;
        }
        String token = message.path("token").asText();
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        received.add(new Received(Instant.now(), path, authorization, token, message));
        meet(exchange, next(token), path);
    }

    private Answer next(String token) {
        Deque<Answer> waiting = answers.get(token);
        if (waiting == null) {
            return Answer.ok();
        }
        synchronized (waiting) {
            return waiting.size() > 1 ? waiting.poll() : waiting.peek();
        }
    }

    private void meet(HttpExchange exchange, Answer answer, String path) throws IOException {
        long wait = answer.fate() == Answer.Fate.HANG
                ? Long.MAX_VALUE
                : latency.plus(answer.delay()).toMillis();
        boolean closed = closes(wait);
        if (closed || answer.fate() != Answer.Fate.ANSWER) {
            exchange.close();
        } else {
            reply(exchange, answer, path);
        }
    }

    private boolean closes(long withinMillis) {
        try {
            return closing.await(withinMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void reply(HttpExchange exchange, Answer answer, String path) throws IOException {
        byte[] body = JSON.writeValueAsBytes(answer.status() == 200 ? sent(path) : error(answer));
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
        if (answer.retryAfter() != null) {
            exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
        }
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Map<String, Object> sent(String path) {
        return Map.of("name", path.substring("/v1/".length(), path.indexOf(':')) + "/" + received.size());
    }

    private static Map<String, Object> error(Answer answer) {
        List<Map<String, String>> details = answer.errorCode() == null
                ? List.of()
                : List.of(Map.of("@type", FCM_ERROR, "errorCode", answer.errorCode()));
        return Map.of(
                "error",
                Map.of(
                        "code", answer.status(),
                        "message", answer.text(),
                        "status", answer.statusName(),
                        "details", details));
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
