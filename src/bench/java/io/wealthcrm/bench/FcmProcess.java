package io.wealthcrm.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A fake FCM that takes every message, in a process of its own: its work is none of the one that measures. */
public final class FcmProcess implements AutoCloseable {
    private final Process process;
    private final String endpoint;

    private FcmProcess(Process process, String endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** @param latency how long each answer takes */
    public static FcmProcess start(Duration latency) {
        try {
            Process process = JavaProcess.start(FcmProcess.class, latency.toMillis());
            // Left open: the process ends when this one does.
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            return new FcmProcess(process, said.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For {@code wealth.push.fcm.endpoint}. */
    public String endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** Says where it listens, and ends with its input. Answers as cheaply as can be: FCM's work is not on this machine. */
    public static void main(String[] arguments) throws IOException {
        long latency = Math.max(1, Long.parseLong(arguments[0]));
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        vertx.createHttpServer()
                .requestHandler(request ->
                        request.end().onSuccess(whole -> vertx.setTimer(latency, late -> take(request.response()))))
                .listen(0, "127.0.0.1")
                .onSuccess(server -> System.out.println("http://127.0.0.1:" + server.actualPort()));
        System.in.transferTo(OutputStream.nullOutputStream());
        Future<Void> unused = vertx.close();
    }

    private static void take(HttpServerResponse response) {
        Future<Void> unused =
                response.putHeader("Content-Type", "application/json").end("{\"name\":\"projects/bench/messages/1\"}");
    }
}
