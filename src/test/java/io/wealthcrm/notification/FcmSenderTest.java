package io.wealthcrm.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.wealthcrm.identity.PushChannel;
import io.wealthcrm.testing.Answer;
import io.wealthcrm.testing.FakeFcm;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Admin SDK over real HTTP. */
class FcmSenderTest {
    private final Vertx vertx = Vertx.vertx();
    private final FakeFcm fcm = FakeFcm.start();
    private final LaneGates gates = new LaneGates();
    private final FcmSender sender = FcmSender.open(vertx, config(fcm.endpoint()), gates);

    @AfterEach
    void close() {
        sender.close();
        fcm.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private record Config(
            Optional<Path> credentialsFile,
            Optional<String> projectId,
            Optional<URI> endpoint,
            int atOnce,
            Duration connectTimeout,
            Duration readTimeout,
            OptionalInt bulkPerSecond)
            implements FcmConfig {}

    static FcmConfig config(URI endpoint) {
        return config(endpoint, Optional.empty(), Optional.of("demo-firm"));
    }

    /** With a service account's key, which names the project. */
    static FcmConfig config(URI endpoint, Path key) {
        return config(endpoint, Optional.of(key), Optional.empty());
    }

    private static FcmConfig config(URI endpoint, Optional<Path> key, Optional<String> project) {
        return new Config(
                key,
                project,
                Optional.of(endpoint),
                12,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                OptionalInt.of(10_000));
    }

    @Test
    void answersEachMessageInOrder() {
        fcm.answer("t1", Answer.unregistered());
        fcm.answer("t2", Answer.senderIdMismatch());
        fcm.answer("t3", Answer.invalidArgument());
        fcm.answer("t4", Answer.invalidToken());
        fcm.answer("t5", Answer.internal());
        fcm.answer("t6", Answer.unauthenticated());
        fcm.answer("t7", Answer.thirdPartyAuthError());
        fcm.answer("t8", Answer.reset());
        fcm.answer("t9", Answer.hang());

        assertThat(outcomes("t0", "t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8", "t9"))
                .containsExactly(
                        PushOutcome.DELIVERED,
                        PushOutcome.UNREGISTERED,
                        PushOutcome.SENDER_ID_MISMATCH,
                        PushOutcome.INVALID_ARGUMENT,
                        PushOutcome.INVALID_TOKEN,
                        PushOutcome.INTERNAL,
                        PushOutcome.AUTH_ERROR,
                        PushOutcome.THIRD_PARTY_AUTH_ERROR,
                        PushOutcome.UNKNOWN,
                        PushOutcome.UNKNOWN);
    }

    @Test
    void asksOnceAndLeavesRepeatsToTheEngine() {
        fcm.answer("busy", Answer.unavailable().retryAfter("30"));

        assertThat(send("busy")).containsExactly(new PushResult(PushOutcome.UNAVAILABLE, Duration.ofSeconds(30)));
        assertThat(fcm.received("busy")).hasSize(1);
    }

    @Test
    void asksOnceWhereCredentialsAreRefused() {
        fcm.answer("ours", Answer.unauthenticated());
        fcm.answer("apples", Answer.thirdPartyAuthError());
        fcm.answer("wordless", Answer.unauthorized());

        assertThat(outcomes("ours", "apples", "wordless"))
                .containsExactly(PushOutcome.AUTH_ERROR, PushOutcome.THIRD_PARTY_AUTH_ERROR, PushOutcome.AUTH_ERROR);
        assertThat(fcm.received()).hasSize(3);
    }

    @Test
    void hearsHowLongFcmWantsToBeLeftAlone() {
        fcm.answer("quota", Answer.quotaExceeded("90"));

        assertThat(send("quota")).containsExactly(new PushResult(PushOutcome.QUOTA_EXCEEDED, Duration.ofSeconds(90)));
    }

    @Test
    void noAnswerOfManyIsMissed() {
        String[] tokens = IntStream.range(0, 1_000).mapToObj(i -> "many" + i).toArray(String[]::new);

        assertThat(outcomes(tokens)).hasSize(tokens.length).containsOnly(PushOutcome.DELIVERED);
    }

    @Test
    void sendsNothingOfALaneThatRests() {
        gates.rest(new LaneGates.Gate(Lane.ORDER, PushChannel.HUAWEI), Duration.ofSeconds(90));
        gates.rest(new LaneGates.Gate(Lane.ORDER, PushChannel.FCM), Duration.ofSeconds(30));

        PushResult result = send("resting").get(0);
        assertThat(result.outcome()).isEqualTo(PushOutcome.LANE_RESTING);
        assertThat(result.retryAfter()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
        assertThat(fcm.received()).isEmpty();
        assertThat(all(Lane.CHAT, "open").await().atMost(Duration.ofSeconds(30)))
                .containsExactly(PushResult.of(PushOutcome.DELIVERED));
    }

    @Test
    void readsRetryAfterAsSecondsOrDate() {
        Instant now = Instant.parse("2026-11-21T12:00:00Z");

        assertThat(FcmResults.parse("120", now)).isEqualTo(Duration.ofSeconds(120));
        assertThat(FcmResults.parse("Sat, 21 Nov 2026 12:01:30 GMT", now)).isEqualTo(Duration.ofSeconds(90));
        assertThat(FcmResults.parse("Sat, 21 Nov 2026 11:00:00 GMT", now)).isZero();
        assertThat(FcmResults.parse("soon", now)).isZero();
    }

    @Test
    void aHungServerCostsTheDeadlineAndNoMore() {
        String[] tokens = IntStream.range(0, 4).mapToObj(i -> "hang" + i).toArray(String[]::new);
        for (String token : tokens) {
            fcm.answer(token, Answer.hang());
        }
        long began = System.nanoTime();

        assertThat(outcomes(tokens)).containsOnly(PushOutcome.UNKNOWN);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        assertThat(outcomes("fine")).containsExactly(PushOutcome.DELIVERED);
    }

    @Test
    void bulkTrafficHoldsUpNothingUrgent() {
        String[] tokens = IntStream.range(0, 12).mapToObj(i -> "slow" + i).toArray(String[]::new);
        for (String token : tokens) {
            fcm.answer(token, Answer.hang());
        }
        var slow = all(Lane.REMINDER, tokens).subscribeAsCompletionStage();

        assertThat(outcomes("order")).containsExactly(PushOutcome.DELIVERED);
        assertThat(slow).isNotDone();
    }

    @Test
    void saysWhatEachPlatformNeeds() {
        assertThat(outcomes("token")).containsExactly(PushOutcome.DELIVERED);
        FakeFcm.Received received = fcm.received("token").get(0);
        JsonNode message = received.message();

        assertThat(received.path()).isEqualTo("/v1/projects/demo-firm/messages:send");
        assertThat(received.authorization()).isEqualTo("Bearer loopback");
        assertThat(message.at("/notification/title").asText()).isEqualTo("title");
        assertThat(message.at("/data/dedupe_key").asText()).isEqualTo("key-token");
        assertThat(message.at("/android/ttl").asText()).isEqualTo("600s");
        assertThat(message.at("/android/priority").asText()).isEqualTo("high");
        assertThat(message.at("/android/collapse_key").asText()).isEqualTo("collapse");
        assertThat(message.at("/apns/headers/apns-priority").asText()).isEqualTo("10");
        assertThat(message.at("/apns/headers/apns-collapse-id").asText()).isEqualTo("tag");
        assertThat(message.at("/apns/headers/apns-expiration").asLong())
                .isBetween(Instant.now().getEpochSecond() + 590, Instant.now().getEpochSecond() + 600);
        assertThat(message.at("/apns/headers/apns-push-type").asText()).isEqualTo("alert");
        assertThat(message.at("/webpush/headers/TTL").asText()).isEqualTo("600");
        assertThat(message.at("/webpush/headers/Urgency").asText()).isEqualTo("high");
        assertThat(message.at("/webpush/headers/Topic").asText()).matches("[A-Za-z0-9_-]{1,32}");
    }

    @Test
    void talksToStrangersOnlyWithCredentialsAndInSecret() {
        PushService.check(URI.create("http://localhost:9099"), false);
        PushService.check(URI.create("http://[::1]:9099"), false);
        PushService.check(URI.create("https://fcm.example.com"), true);

        assertThatThrownBy(() -> PushService.check(URI.create("http://10.0.0.5:9099"), false))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> PushService.check(URI.create("http://127.0.0.1.example.com"), false))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> PushService.check(URI.create("http://fcm.example.com"), true))
                .isInstanceOf(IllegalStateException.class);
    }

    private List<PushOutcome> outcomes(String... tokens) {
        return send(tokens).stream().map(PushResult::outcome).toList();
    }

    private List<PushResult> send(String... tokens) {
        return all(Lane.ORDER, tokens).await().atMost(Duration.ofSeconds(30));
    }

    private Uni<List<PushResult>> all(Lane lane, String... tokens) {
        return Uni.join()
                .all(Stream.of(tokens)
                        .map(token -> sender.send(message(lane, token)))
                        .toList())
                .andFailFast();
    }

    private static PushMessage message(Lane lane, String token) {
        return new PushMessage(
                token,
                "title",
                "body",
                Map.of("dedupe_key", "key-" + token, "kind", "CHAT_MESSAGE"),
                "tag",
                "collapse",
                lane,
                Duration.ofMinutes(10));
    }
}
