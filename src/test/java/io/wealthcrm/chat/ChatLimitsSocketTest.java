package io.wealthcrm.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.RawSocket;
import io.wealthcrm.testing.Service;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnSharedService
class ChatLimitsSocketTest {
    private final Service service;
    private Firm firm;
    private Person ana;
    private Person bo;

    ChatLimitsSocketTest(Service service) {
        this.service = service;
    }

    @BeforeEach
    void people() {
        firm = Firm.on(service);
        ana = firm.advisor();
        bo = firm.office(Role.OPERATIONS);
    }

    @Test
    void a_ticket_lets_in_once() {
        String ticket = ChatApp.ticket(ana);
        String hello =
                "{\"t\":\"hello\",\"v\":1,\"ticket\":\"" + ticket + "\",\"device\":\"" + ana.installation() + "\"}";
        ChatApp first = ChatApp.open(service.port());
        first.send(hello);
        assertThat(first.await("welcome").path("limits").path("frameBytes").asInt())
                .isEqualTo(65536);
        ChatApp second = ChatApp.open(service.port());
        second.send(hello);
        second.awaitClose(4401);
        assertThat(first.isClosed()).isFalse();
    }

    @Test
    void a_ticket_lets_in_on_the_device_it_was_fetched_on() {
        for (String device : List.of("another", ana.installation() + "x")) {
            ChatApp app = ChatApp.open(service.port());
            app.send("{\"t\":\"hello\",\"v\":1,\"ticket\":\"" + ChatApp.ticket(ana) + "\",\"device\":\"" + device
                    + "\"}");
            app.awaitClose(4403);
            assertThat(app.frames("welcome")).isEmpty();
        }
        ChatApp own = ChatApp.of(ana);
        own.send("{\"t\":\"auth\",\"ticket\":\"" + ChatApp.ticket(ana.on("another")) + "\"}");
        own.awaitClose(4403);
    }

    @Test
    void a_session_that_names_no_device_opens_a_socket_on_any() {
        Person customer = People.customerOf(firm, ana, "林静");
        Person nowhere = customer.anewOn("sms");
        ChatApp app = ChatApp.open(service.port());
        app.send("{\"t\":\"hello\",\"v\":1,\"ticket\":\"" + ChatApp.ticket(nowhere) + "\",\"device\":\"any\"}");
        app.await("welcome");
    }

    @Test
    void frames_that_are_none_close_the_socket() {
        for (String bad : List.of(
                "", "{", "[]", "null", "{\"t\":\"nothing\"}", "{\"t\":\"pong\"}", "{\"t\":\"hello\",\"v\":2}")) {
            ChatApp app = ChatApp.open(service.port());
            app.send(bad);
            app.awaitClose(4400);
        }
        ChatApp signedIn = ChatApp.of(ana);
        signedIn.send("{\"t\":\"recv\",\"conv\":\"x\",\"seq\":1}");
        signedIn.awaitClose(4400);
        ChatApp binary = ChatApp.of(ana);
        WebSocket unused = binary.socket()
                .sendBinary(ByteBuffer.wrap(new byte[] {1}), true)
                .join();
        binary.awaitClose(4400);
    }

    @Test
    void a_send_that_is_wrong_is_answered_by_its_id() {
        UUID conversation = Talk.direct(ana, bo);
        ChatApp app = ChatApp.of(ana);
        app.send("{\"t\":\"send\",\"id\":\"r1\",\"conv\":\"nonsense\"}");
        assertThat(app.await(frame -> frame.path("id").asText().equals("r1"))
                        .path("code")
                        .asText())
                .isEqualTo("BAD");
        app.sendText("r2", UUID.randomUUID(), UUID.randomUUID(), "nowhere");
        assertThat(app.await(frame -> frame.path("id").asText().equals("r2"))
                        .path("code")
                        .asText())
                .isEqualTo("NOT_FOUND");
        app.sendText("r3", UUID.randomUUID(), conversation, "x".repeat(30_000));
        assertThat(app.await(frame -> frame.path("id").asText().equals("r3"))
                        .path("code")
                        .asText())
                .isEqualTo("TOO_BIG");
        assertThat(app.say(conversation, "fine").path("seq").asLong()).isEqualTo(1);
    }

    @Test
    void a_frame_beyond_64_kib_closes_with_too_big() {
        for (int size : List.of(65_537, 200_000, 1_000_000)) {
            ChatApp app = ChatApp.of(ana);
            app.socket().sendText("x".repeat(size), true);
            app.awaitClose(4413);
            ChatApp stranger = ChatApp.open(service.port());
            stranger.socket().sendText("x".repeat(size), true);
            stranger.awaitClose(4413);
        }
    }

    @Test
    void so_does_one_in_a_single_piece_before_and_after_hello() throws IOException {
        for (int size : List.of(65_537, 200_000, 5_000_000)) {
            try (RawSocket stranger = RawSocket.open(service.port(), null);
                    RawSocket known = RawSocket.open(service.port(), null)) {
                stranger.send("x".repeat(size));
                assertThat(stranger.closeCode()).isEqualTo(4413);
                known.send("{\"t\":\"hello\",\"v\":1,\"ticket\":\"" + ChatApp.ticket(ana) + "\",\"device\":\""
                        + ana.installation() + "\"}");
                assertThat(known.receive()).contains("welcome");
                known.send("x".repeat(size));
                assertThat(known.closeCode()).isEqualTo(4413);
            }
        }
    }

    @Test
    void a_frame_of_exactly_64_kib_is_read() throws IOException {
        try (RawSocket socket = RawSocket.open(service.port(), null)) {
            socket.send("x".repeat(65_536));
            assertThat(socket.closeCode()).isEqualTo(4400);
        }
    }

    @Test
    void text_the_store_cannot_hold_is_answered_as_bad() {
        UUID conversation = Talk.direct(ana, bo);
        ChatApp app = ChatApp.of(ana);
        for (String text : List.of("a\\ud800", "\\udc00b", "\\ude00\\ud83d", "\\u0000")) {
            app.send(
                    "{\"t\":\"send\",\"id\":\"%s\",\"cid\":\"%s\",\"conv\":\"%s\",\"kind\":\"text\",\"body\":{\"text\":\"%s\"}}"
                            .formatted("r-" + text.replace("\\", ""), UUID.randomUUID(), conversation, text));
            assertThat(app.await(frame -> frame.path("id").asText().equals("r-" + text.replace("\\", "")))
                            .path("code")
                            .asText())
                    .isEqualTo("BAD");
        }
        assertThat(app.say(conversation, "\ud83d\ude00").path("seq").asLong()).isEqualTo(1);
    }

    @Test
    void the_same_device_elsewhere_closes_the_older_socket() {
        ChatApp older = ChatApp.of(ana);
        ChatApp newer = ChatApp.of(ana);
        older.awaitClose(4409);
        assertThat(newer.isClosed()).isFalse();
    }

    @Test
    void too_many_frames_are_refused_and_then_closed() {
        UUID conversation = Talk.direct(ana, bo);
        ChatApp app = ChatApp.of(ana);
        for (int i = 0; i < 2000 && !app.isClosed(); i++) {
            app.socket().sendText("{\"t\":\"typing\",\"conv\":\"" + conversation + "\"}", true);
        }
        app.awaitClose(4429);
        assertThat(app.frames("err")).anySatisfy(error -> {
            assertThat(error.path("code").asText()).isEqualTo("RATE");
            assertThat(error.path("retryMs").asLong()).isPositive();
        });
    }

    @Test
    void sign_out_cuts_the_socket_within_a_second() {
        ChatApp app = ChatApp.of(ana);
        ana.request().post("/api/v1/auth/logout").then().statusCode(204);
        await().atMost(Duration.ofSeconds(1)).until(app::isClosed);
        app.awaitClose(4401);
    }

    @Test
    void a_page_of_a_foreign_origin_is_refused_at_the_handshake() throws IOException {
        try (RawSocket own = RawSocket.open(service.port(), "http://127.0.0.1:" + service.port());
                RawSocket foreign = RawSocket.open(service.port(), "https://evil.example")) {
            assertThat(own.answer()).startsWith("HTTP/1.1 101 ");
            assertThat(foreign.answer())
                    .startsWith("HTTP/1.1 403 ")
                    .containsIgnoringCase("content-type: application/problem+json");
            assertThat(foreign.body()).contains("\"code\":\"FOREIGN_ORIGIN\"").contains("\"status\":403");
        }
    }
}
