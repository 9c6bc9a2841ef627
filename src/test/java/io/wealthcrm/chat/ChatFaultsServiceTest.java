package io.wealthcrm.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ExtractableResponse;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What happens over time and under faults, on a service of its own with short times. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChatFaultsServiceTest {
    private static final String PASSWORD = "Wealth-Test-2026";
    private static final Service SERVICE = Service.named("chat")
            .withoutDemo()
            // Longer than slow-after, so that a socket left as stalled by its last write would be closed before the
            // next.
            .with("wealth.chat.heartbeat", "PT4S")
            .with("wealth.chat.pong-within", "PT3S")
            .with("wealth.chat.slow-after", "PT2S")
            .with("wealth.chat.send-burst", "5000")
            .with("wealth.chat.hello-within", "PT2S")
            .with("wealth.identity.access-token-life", "PT66S");

    private Person ana;
    private Person bo;
    private UUID conversation;

    @BeforeAll
    static void start() {
        SERVICE.start();
    }

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @BeforeEach
    void people() {
        Firm firm = Firm.on(SERVICE);
        ana = firm.advisor();
        bo = firm.advisor();
        conversation = UUID.fromString(ana.once()
                .body(Map.of("kind", "DIRECT", "memberIds", List.of(bo.id())))
                .post("/api/v1/conversations")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    @Test
    @Order(1)
    void the_sign_in_is_prolonged_by_a_new_ticket_and_ends_without() {
        var session = signIn("login", signInOf(ana));
        ChatApp prolonged = ChatApp.of(with(ana, session));
        ChatApp expired = ChatApp.of(bo);
        assertThat(prolonged.await("auth.due").path("inMs").asLong()).isBetween(50_000L, 60_000L);
        var refreshed = signIn("refresh", Map.of("refreshToken", session.<String>path("refreshToken")));
        prolonged.send("{\"t\":\"auth\",\"ticket\":\"" + ChatApp.ticket(with(ana, refreshed)) + "\"}");
        prolonged.await("auth.ok");
        await().atMost(Duration.ofSeconds(75)).until(expired::isClosed);
        expired.awaitClose(4401);
        assertThat(prolonged.isClosed()).isFalse();
    }

    @Test
    @Order(2)
    void a_socket_without_hello_or_without_pong_is_closed() {
        ChatApp silent = ChatApp.open(SERVICE.port());
        ChatApp dead = ChatApp.of(ana);
        dead.ignorePings();
        ChatApp alive = ChatApp.of(bo);
        silent.awaitClose(4401);
        dead.awaitClose(4408);
        assertThat(alive.isClosed()).isFalse();
    }

    @Test
    @Order(3)
    void a_socket_that_does_not_read_is_closed_as_slow_and_the_other_goes_on() {
        ChatApp slow = ChatApp.of(bo, "slow", "[]");
        ChatApp healthy = ChatApp.of(bo, "healthy", "[]");
        ChatApp from = ChatApp.of(ana);
        slow.goDeaf();
        slow.ignorePings();
        String big = "x".repeat(19_000);
        double before = closedAsSlow();
        long sent = 0;
        while (closedAsSlow() == before && sent < 5000) {
            for (int i = 0; i < 50; i++) {
                from.say(conversation, big);
                sent++;
            }
            var unused = slow.socket().sendText("{\"t\":\"pong\"}", true);
        }
        assertThat(closedAsSlow()).isGreaterThan(before);
        healthy.awaitMessage(conversation, sent);
        assertThat(healthy.seqs(conversation))
                .isEqualTo(LongStream.rangeClosed(1, sent).boxed().toList());
        assertThat(healthy.isClosed()).isFalse();
    }

    @Test
    @Order(4)
    void a_killed_service_loses_no_acknowledged_message() {
        ChatApp from = ChatApp.of(ana);
        List<Long> acknowledged = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            from.sendText("r" + i, UUID.randomUUID(), conversation, "m" + i);
        }
        await().until(() -> from.frames("ok").size() > 50);
        SERVICE.kill9();
        from.frames("ok").forEach(ok -> acknowledged.add(ok.path("seq").asLong()));
        SERVICE.start();

        ChatApp back = ChatApp.of(bo.anewOn(bo.installation()));
        List<Long> seen = back.seqs(conversation);
        assertThat(seen).containsAll(acknowledged);
        assertThat(seen)
                .isEqualTo(LongStream.rangeClosed(1, seen.size()).boxed().toList());
    }

    @Test
    @Order(5)
    void a_stopping_node_sends_its_sockets_away_to_come_back() throws Exception {
        ChatApp app = ChatApp.of(ana);
        SERVICE.stop();
        app.awaitClose(4503);
        JsonNode reason = new com.fasterxml.jackson.databind.ObjectMapper().readTree(app.closeReason());
        assertThat(reason.path("retryMs").asLong()).isBetween(0L, 10_000L);
    }

    private static Map<String, String> signInOf(Person person) {
        return Map.of("username", person.username(), "password", PASSWORD, "installationId", person.installation());
    }

    private static ExtractableResponse<?> signIn(String how, Map<String, String> body) {
        return RestAssured.given()
                .port(SERVICE.port())
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/auth/" + how)
                .then()
                .statusCode(200)
                .extract();
    }

    private static Person with(Person person, ExtractableResponse<?> session) {
        return new Person(person.id(), person.username(), person.unitId(), person.port(), session.path("accessToken"));
    }

    private double closedAsSlow() {
        return RestAssured.given()
                .port(SERVICE.port())
                .get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("wealth_chat_closes_total") && line.contains("TOO_SLOW"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
