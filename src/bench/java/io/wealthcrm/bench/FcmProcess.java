package io.wealthcrm.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.PfxOptions;
import io.wealthcrm.testing.OwnCertificate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A fake FCM that takes every message, in a process of its own: its work is none of the one that measures. */
public final class FcmProcess implements AutoCloseable {
    private static final int STREAMS = 1_000;

    private final Process process;
    private final BufferedReader said;
    private final String endpoint;

    private FcmProcess(Process process) throws IOException {
        this.process = process;
        // Left open: the process ends when this one does.
        said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        endpoint = said.readLine();
    }

    /** What it has taken since it began. @param bytes of all bodies */
    public record Taken(long messages, long bytes) {}

    /** @param latency how long each answer takes */
    public static FcmProcess start(Duration latency) {
        return started(latency.toMillis());
    }

    /** As FCM is reached: HTTP/2 over TLS. */
    public static FcmProcess secure(Duration latency, OwnCertificate certificate) {
        return started(latency.toMillis(), certificate.store());
    }

    private static FcmProcess started(Object... arguments) {
        try {
            return new FcmProcess(JavaProcess.start(FcmProcess.class, arguments));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For {@code wealth.push.fcm.endpoint}. */
    public String endpoint() {
        return endpoint;
    }

    public long pid() {
        return process.pid();
    }

    /** Cheap enough to be asked often. */
    public Taken taken() {
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
            String[] counts = said.readLine().split(" ", -1);
            return new Taken(Long.parseLong(counts[0]), Long.parseLong(counts[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }

    /**
     * Says where it listens, then for each line it reads what it has taken, and ends with its input. Answers as cheaply as can
     * be: FCM's work is not on this machine.
     */
    public static void main(String[] arguments) throws IOException {
        Counter counter = new Counter(Long.parseLong(arguments[0]));
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
        boolean secure = arguments.length > 1;
        if (secure) {
            options.setSsl(true)
                    .setUseAlpn(true)
                    .setInitialSettings(new Http2Settings().setMaxConcurrentStreams(STREAMS))
                    .setKeyCertOptions(new PfxOptions().setPath(arguments[1]).setPassword(OwnCertificate.PASSWORD));
        }
        vertx.createHttpServer(options)
                .requestHandler(request -> counter.take(vertx, request))
                .listen()
                .onFailure(Throwable::printStackTrace)
                .onSuccess(server ->
                        System.out.printf("%s://localhost:%d%n", secure ? "https" : "http", server.actualPort()));
        BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        while (asked.readLine() != null) {
            System.out.println(counter);
        }
        Future<Void> unused = vertx.close();
    }

    private static final class Counter {
        private final long latency;
        private final AtomicLong messages = new AtomicLong();
        private final AtomicLong bytes = new AtomicLong();

        Counter(long latency) {
            this.latency = latency;
        }

        void take(Vertx vertx, HttpServerRequest request) {
            Future<Buffer> unused = request.body().onSuccess(body -> {
                if (latency == 0) {
                    answer(request.response(), body);
                } else {
                    vertx.setTimer(latency, late -> answer(request.response(), body));
                }
            });
        }

        private void answer(HttpServerResponse response, Buffer body) {
            bytes.addAndGet(body.length());
            messages.incrementAndGet();
            Future<Void> unused = response.putHeader("Content-Type", "application/json")
                    .end("{\"name\":\"projects/bench/messages/1\"}");
        }

        @Override
        public String toString() {
            return messages + " " + bytes;
        }
    }
}
