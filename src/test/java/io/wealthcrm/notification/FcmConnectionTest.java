package io.wealthcrm.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PfxOptions;
import io.wealthcrm.testing.OwnCertificate;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** As FCM is reached: over TLS, where one connection of HTTP/2 carries all messages. Isolated, for it changes whom Java trusts. */
@Isolated
class FcmConnectionTest {
    private static final String TRUSTED = "javax.net.ssl.trustStore";
    private static final int MANY = 2_000;

    private final Vertx vertx = Vertx.vertx();
    private final OwnCertificate certificate = OwnCertificate.made();
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<HttpVersion> versions = ConcurrentHashMap.newKeySet();
    private HttpServer server;

    @BeforeEach
    void listen() {
        System.setProperty(TRUSTED, certificate.store().toString());
        System.setProperty(TRUSTED + "Password", OwnCertificate.PASSWORD);
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setUseAlpn(true)
                        .setKeyCertOptions(new PfxOptions()
                                .setPath(certificate.store().toString())
                                .setPassword(OwnCertificate.PASSWORD)))
                .connectionHandler(connection -> connections.incrementAndGet())
                .requestHandler(this::take)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void close() {
        System.clearProperty(TRUSTED);
        System.clearProperty(TRUSTED + "Password");
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Every fiftieth is an app that is gone, so that answers are seen to meet their own requests. */
    private void take(HttpServerRequest request) {
        versions.add(request.version());
        Future<Buffer> unused = request.body().onSuccess(body -> answer(request, body));
    }

    private static void answer(HttpServerRequest request, Buffer body) {
        boolean gone = body.toString().contains("\"gone");
        Future<Void> unused = request.response()
                .setStatusCode(gone ? 404 : 200)
                .putHeader("Content-Type", "application/json")
                .end(
                        gone
                                ? "{\"error\":{\"code\":404,\"status\":\"NOT_FOUND\",\"message\":\"gone\",\"details\":[{\"@type\":"
                                        + "\"type.googleapis.com/google.firebase.fcm.v1.FcmError\",\"errorCode\":\"UNREGISTERED\"}]}}"
                                : "{\"name\":\"projects/demo-firm/messages/1\"}");
    }

    @Test
    void manyMessagesShareOneConnection() {
        FcmSender sender = FcmSender.open(
                vertx, FcmSenderTest.config(URI.create("https://localhost:" + server.actualPort())), new LaneGates());
        try {
            List<PushOutcome> outcomes = Multi.createFrom()
                    .range(0, MANY)
                    .onItem()
                    .transformToUni(n -> sender.send(message(n)))
                    .merge(100)
                    .map(PushResult::outcome)
                    .collect()
                    .asList()
                    .await()
                    .atMost(Duration.ofSeconds(60));
            assertThat(Collections.frequency(outcomes, PushOutcome.UNREGISTERED))
                    .isEqualTo(MANY / 50);
            assertThat(Collections.frequency(outcomes, PushOutcome.DELIVERED)).isEqualTo(MANY - MANY / 50);
        } finally {
            sender.close();
        }
        assertThat(versions).containsExactly(HttpVersion.HTTP_2);
        assertThat(connections).hasValue(1);
    }

    private static PushMessage message(int n) {
        return new PushMessage(
                n % 50 == 0 ? "gone-" + n : "token-" + n,
                "title",
                "body",
                Map.of("kind", "MATURITY", "dedupe_key", "key-" + n),
                "tag",
                null,
                n % 2 == 0 ? Lane.ORDER : Lane.REMINDER,
                Duration.ofMinutes(10));
    }
}
