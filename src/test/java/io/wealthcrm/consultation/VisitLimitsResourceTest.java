package io.wealthcrm.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much strangers may ask of the service. */
@OnSharedService
class VisitLimitsResourceTest {
    private static final String PATH = "/api/v1/consultations";

    private final Service service;
    private final Visitors visitors;

    VisitLimitsResourceTest(Service service) {
        this.service = service;
        visitors = new Visitors(service);
    }

    @Test
    void an_address_that_asks_too_often_is_refused() throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            statuses.add(ask("127.0.0.77"));
        }
        assertThat(statuses.subList(0, 20)).containsOnly(201);
        assertThat(statuses.get(20)).isEqualTo(429);
        assertThat(ask("127.0.0.78")).isEqualTo(201);
    }

    @Test
    void many_at_once_do_not_pass_the_limits_either() throws Exception {
        List<Integer> opened = atOnce(60, i -> ask("127.0.0.79"));
        assertThat(opened).containsOnly(201, 429);
        assertThat(opened.stream().filter(status -> status == 201)).hasSize(20);

        var visit = visitors.open();
        String messages = PATH + "/visits/" + visit.path("id") + "/messages";
        String token = visit.path("token");
        List<Integer> said = atOnce(60, i -> visitors.with(token)
                .body(Map.of("cid", UUID.randomUUID(), "text", "第" + i))
                .post(messages)
                .statusCode());
        assertThat(said).containsOnly(200, 429);
        // One more comes free every three seconds.
        assertThat(said.stream().filter(status -> status == 200).count()).isBetween(20L, 24L);
    }

    @Test
    void of_one_address_so_many_wait_at_a_time() throws Exception {
        var visit = visitors.open();
        String request = "GET %s/visits/%s/messages?after=1&wait=6 HTTP/1.1\r\nVisit-Token: %s"
                .formatted(PATH, visit.path("id"), visit.path("token"));
        List<Integer> statuses = atOnce(25, i -> send("127.0.0.80", request, ""));
        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(20);
        assertThat(statuses.stream().filter(status -> status == 429)).hasSize(5);
        assertThat(send("127.0.0.80", request, "")).isEqualTo(200);
    }

    private interface Call {
        int status(int number) throws Exception;
    }

    private static List<Integer> atOnce(int calls, Call call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls);
        try {
            List<Callable<Integer>> all = IntStream.range(0, calls)
                    .<Callable<Integer>>mapToObj(i -> () -> call.status(i))
                    .toList();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answered : threads.invokeAll(all)) {
                statuses.add(answered.get());
            }
            return statuses;
        } finally {
            threads.shutdownNow();
        }
    }

    private int ask(String from) throws IOException {
        return send(
                from,
                "POST " + PATH + "/visits HTTP/1.1\r\nContent-Type: application/json",
                "{\"name\":\"访客\",\"question\":\"问\"}");
    }

    /** From an address of the loopback of the test's own. */
    private int send(String from, String head, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        String whole = head + "\r\nHost: x\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n";
        try (Socket socket =
                new Socket(InetAddress.getByName("127.0.0.1"), service.port(), InetAddress.getByName(from), 0)) {
            socket.getOutputStream().write(whole.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.substring(9, 12));
        }
    }
}
