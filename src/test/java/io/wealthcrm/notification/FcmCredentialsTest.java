package io.wealthcrm.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.wealthcrm.testing.Answer;
import io.wealthcrm.testing.FakeFcm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service account's key, exchanged for a token as Google does it. */
class FcmCredentialsTest {
    private static final Duration SLOW = Duration.ofMillis(400);

    private final Vertx vertx = Vertx.vertx();
    private final FakeFcm fcm = FakeFcm.start();
    private final AtomicInteger asked = new AtomicInteger();
    /** Statuses of the next answers; then tokens are granted. */
    private final Queue<Integer> refusals = new ConcurrentLinkedQueue<>();

    private HttpServer google;
    private FcmSender sender;

    @BeforeEach
    void open(@TempDir Path dir) throws Exception {
        google = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        google.setExecutor(Executors.newSingleThreadExecutor());
        google.createContext("/token", this::token);
        google.start();
        Path key = Files.writeString(dir.resolve("key.json"), new ObjectMapper().writeValueAsString(serviceAccount()));
        sender = FcmSender.open(vertx, FcmSenderTest.config(fcm.endpoint(), key), new LaneGates());
    }

    @AfterEach
    void close() {
        sender.close();
        fcm.close();
        google.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Map<String, String> serviceAccount() throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        String pem = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.generateKeyPair().getPrivate().getEncoded());
        return Map.of(
                "type", "service_account",
                "project_id", "the-firm",
                "private_key_id", "1",
                "private_key", "-----BEGIN PRIVATE KEY-----\n" + pem + "\n-----END PRIVATE KEY-----\n",
                "client_email", "push@the-firm.iam.gserviceaccount.com",
                "client_id", "1",
                "token_uri", "http://localhost:" + google.getAddress().getPort() + "/token");
    }

    private void token(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        exchange.getRequestBody().readAllBytes();
        try {
            Thread.sleep(SLOW.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        Integer refusal = refusals.poll();
        byte[] body = (refusal == null
                        ? "{\"access_token\":\"granted-" + asked.get()
                                + "\",\"expires_in\":3599,\"token_type\":\"Bearer\"}"
                        : "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid JWT Signature.\"}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(refusal == null ? 200 : refusal, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private List<PushOutcome> send(int messages) {
        return Uni.join()
                .all(IntStream.range(0, messages)
                        .mapToObj(n -> sender.send(message("phone" + n)).map(PushResult::outcome))
                        .toList())
                .andFailFast()
                .await()
                .atMost(Duration.ofSeconds(30));
    }

    private static PushMessage message(String token) {
        return new PushMessage(
                token, "title", "body", Map.of("kind", "MATURITY"), "tag", null, Lane.ORDER, Duration.ofMinutes(10));
    }

    /** On an event loop the fetch would wait for itself until the deadline. */
    @Test
    void oneTokenIsFetchedForAllAndNotOnTheEventLoop() {
        assertThat(send(50)).hasSize(50).containsOnly(PushOutcome.DELIVERED);

        assertThat(asked).hasValue(1);
        assertThat(fcm.received()).allSatisfy(received -> {
            assertThat(received.authorization()).isEqualTo("Bearer granted-1");
            assertThat(received.path()).isEqualTo("/v1/projects/the-firm/messages:send");
        });
        assertThat(send(1)).containsExactly(PushOutcome.DELIVERED);
        assertThat(asked).hasValue(1);
    }

    @Test
    void whoIsRefusedSendsNothingAndGoesOnOnceItIsNot() {
        refusals.add(400);
        assertThat(send(1)).containsExactly(PushOutcome.AUTH_ERROR);
        assertThat(fcm.received()).isEmpty();

        assertThat(send(3)).containsOnly(PushOutcome.DELIVERED);
    }

    @Test
    void aTokenServiceThatIsBusyIsAskedAgain() {
        refusals.add(503);
        assertThat(send(1)).containsExactly(PushOutcome.DELIVERED);
        assertThat(asked).hasValue(2);
    }

    @Test
    void aTokenThatFcmRefusesIsReplacedThoughItsTimeIsNotUp() {
        fcm.answer("phone0", Answer.unauthenticated());
        assertThat(send(1)).containsExactly(PushOutcome.AUTH_ERROR);
        assertThat(fcm.received()).hasSize(1);

        await().atMost(Duration.ofSeconds(10)).until(() -> asked.get() == 2);
        fcm.answer("phone0", Answer.ok());
        await().atMost(Duration.ofSeconds(10))
                .until(() -> send(1).contains(PushOutcome.DELIVERED)
                        && fcm.received().stream().anyMatch(one -> "Bearer granted-2".equals(one.authorization())));
        assertThat(asked).hasValue(2);
    }

    @Test
    void whereNobodyGrantsTheOutcomeIsUnknown() {
        google.stop(0);
        assertThat(send(1)).containsExactly(PushOutcome.UNKNOWN);
        assertThat(fcm.received()).isEmpty();
    }
}
