package io.wealthcrm.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PfxOptions;
import io.wealthcrm.testing.OwnCertificate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;

/**
 * The least a JVM can do to push, in a process of its own: the same request again and again over one connection of HTTP/2, from
 * one event loop. Nothing is read from a database, nothing is built, nothing is remembered.
 */
public final class RawPushes implements AutoCloseable {
    private final Process process;
    private final BufferedReader said;

    private RawPushes(Process process) {
        this.process = process;
        // Left open: the process ends when this one does.
        said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    /** @param underWay requests at once */
    public static RawPushes to(FcmProcess fcm, OwnCertificate trusted, int underWay) throws IOException {
        return new RawPushes(JavaProcess.start(RawPushes.class, fcm.endpoint(), trusted.store(), underWay));
    }

    public long pid() {
        return process.pid();
    }

    /** Sends so many with bodies of so many bytes and waits for the last answer. Returns how many were not taken. */
    public long send(long messages, int bytes) {
        try {
            process.getOutputStream().write((messages + " " + bytes + "\n").getBytes(UTF_8));
            process.getOutputStream().flush();
            return Long.parseLong(said.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** For each line with a number and a size, sends as many and says how many failed. Ends with its input. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2MaxPoolSize(1)
                .setTrustOptions(new PfxOptions().setPath(arguments[1]).setPassword(OwnCertificate.PASSWORD)));
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(arguments[0] + "/v1/projects/bench/messages:send")
                .putHeader("Content-Type", "application/json; charset=UTF-8")
                .putHeader("Authorization", "Bearer bench");
        int underWay = Integer.parseInt(arguments[2]);
        BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = asked.readLine(); line != null; line = asked.readLine()) {
            String[] wanted = line.split(" ", -1);
            Sending sending = new Sending(
                    client, request, Buffer.buffer("x".repeat(Integer.parseInt(wanted[1]))), Long.parseLong(wanted[0]));
            vertx.runOnContext(ignored -> sending.begin(underWay));
            sending.ended.await();
            System.out.println(sending.failed);
        }
        Future<Void> unused = vertx.close();
    }

    /** On the event loop alone, but for the latch. */
    private static final class Sending {
        private final HttpClient client;
        private final RequestOptions request;
        private final Buffer body;
        private final CountDownLatch ended = new CountDownLatch(1);
        private long unsent;
        private long unanswered;
        private volatile long failed;

        Sending(HttpClient client, RequestOptions request, Buffer body, long messages) {
            this.client = client;
            this.request = request;
            this.body = body;
            unsent = messages;
            unanswered = messages;
        }

        void begin(int underWay) {
            for (int each = 0; each < underWay && unsent > 0; each++) {
                next();
            }
        }

        private void next() {
            unsent--;
            Future<Buffer> unused = client.request(request)
                    .compose(ready -> ready.send(body))
                    .compose(Sending::whole)
                    .onComplete(answer -> answered(answer.succeeded()));
        }

        private static Future<Buffer> whole(HttpClientResponse head) {
            return head.statusCode() == 200 ? head.body() : Future.failedFuture("status " + head.statusCode());
        }

        private void answered(boolean well) {
            failed += well ? 0 : 1;
            unanswered--;
            if (unsent > 0) {
                next();
            } else if (unanswered == 0) {
                ended.countDown();
            }
        }
    }
}
