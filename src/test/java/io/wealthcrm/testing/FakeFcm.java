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
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A server that speaks FCM's HTTP v1 protocol, {@code POST /v1/projects/{project}/messages:send}, and answers each token as
 * the test says: the given answers in turn, the last one for ever, 200 without any.
 */
public final class FakeFcm implements AutoCloseable {
    private static final int UNAUTHORIZED = 401;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FCM_ERROR = "type.googleapis.com/google.firebase.fcm.v1.FcmError";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Queue<Received> received = new ConcurrentLinkedQueue<>();
    private final Map<String, Queue<Received>> byToken = new ConcurrentHashMap<>();
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final Map<String, Instant> answered = new ConcurrentHashMap<>();
    private volatile Duration latency = Duration.ZERO;
    private volatile Consumer<String> meanwhile = token -> {};

    /** A request as it came over the wire, and how it was met. Kept as bytes, for some tests send a hundred thousand. */
    public record Received(Instant at, String path, String authorization, String token, byte[] body, Answer answer) {
        /** The JSON below {@code "message"}. */
        public JsonNode message() {
            return parse(body);
        }

        public String data(String key) {
            return message().path("data").path(key).asText(null);
        }

        /** The earliest moment at which FCM wants the next try; the moment it came when FCM asked for no wait. */
        public Instant notBefore() {
            return answer.retryAfter() == null ? at : at.plusSeconds(Long.parseLong(answer.retryAfter()));
        }

        /** Whether FCM took the message. */
        public boolean accepted() {
            return answer.fate() == Answer.Fate.ANSWER && answer.status() == 200;
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

    /** What happens between a request for a token and its answer. */
    public void meanwhile(Consumer<String> happens) {
        meanwhile = happens;
    }

    /** Everything received, in order. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    public List<Received> received(String token) {
        return List.copyOf(byToken.getOrDefault(token, new ConcurrentLinkedQueue<>()));
    }

    /** When the last answer for the token was written; null before the first. */
    public Instant answered(String token) {
        return answered.get(token);
    }

    private void take(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (!exchange.getRequestMethod().equals("POST") || !path.matches("/v1/projects/[a-z0-9-]+/messages:send")) {
            reply(exchange, Answer.error(404, "NOT_FOUND", null, "No such method"), path);
            return;
        }
        String token = parse(body).path("token").asText();
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        Answer answer = next(token);
        note(new Received(Instant.now(), path, authorization, token, body, answer));
        meanwhile.accept(token);
        meet(exchange, answer, path);
        answered.put(token, Instant.now());
    }

    private void note(Received one) {
        received.add(one);
        byToken.computeIfAbsent(one.token(), token -> new ConcurrentLinkedQueue<>())
                .add(one);
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body).path("message");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        if (answer.status() == UNAUTHORIZED) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer realm=\"google\", error=\"invalid_token\"");
        }
        if (answer.retryAfter() != null) {
            exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
        }
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Map<String, Object> sent(String path) {
        return Map.of("name", path.substring("/v1/".length(), path.indexOf(':')) + "/" + UUID.randomUUID());
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
