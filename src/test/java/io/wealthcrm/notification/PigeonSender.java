package io.wealthcrm.notification;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.PushChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A push service of our own with its sender, as small as one may be: what a vendor's sender has to do, over real HTTP. */
final class PigeonSender implements PushSender {
    private final PushChannel channel;
    private final LaneGates gates;
    private final HttpServer loft;
    private final HttpClient http = HttpClient.newHttpClient();
    /** Bodies that arrived, each a token. */
    final List<String> arrived = new CopyOnWriteArrayList<>();

    private volatile int status = 200;

    PigeonSender(PushChannel channel, LaneGates gates) {
        this.channel = channel;
        this.gates = gates;
        try {
            loft = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        loft.createContext("/", this::take);
        loft.start();
    }

    /** With what everything is answered from now on. */
    void answers(int next) {
        status = next;
    }

    private void take(HttpExchange exchange) throws IOException {
        arrived.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public PushChannel channel() {
        return channel;
    }

    @Override
    public int window() {
        return 6;
    }

    @Override
    public Uni<PushResult> send(PushMessage message) {
        LaneGates.Gate gate = new LaneGates.Gate(message.lane(), channel);
        return Uni.createFrom()
                .deferred(() -> gates.resting(gate)
                        ? Uni.createFrom().item(new PushResult(PushOutcome.LANE_RESTING, gates.left(gate)))
                        : fly(message.token()));
    }

    private Uni<PushResult> fly(String token) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + loft.getAddress().getPort()))
                .POST(HttpRequest.BodyPublishers.ofString(token))
                .build();
        return Uni.createFrom()
                .completionStage(() -> http.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
                .map(answer -> PushResult.of(outcome(answer.statusCode())))
                .onFailure()
                .recoverWithItem(PushResult.of(PushOutcome.UNKNOWN));
    }

    private static PushOutcome outcome(int status) {
        return switch (status) {
            case 200 -> PushOutcome.DELIVERED;
            case 429 -> PushOutcome.QUOTA_EXCEEDED;
            default -> PushOutcome.UNREGISTERED;
        };
    }

    @Override
    public void close() {
        loft.stop(0);
    }
}
