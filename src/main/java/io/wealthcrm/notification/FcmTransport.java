package io.wealthcrm.notification;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.tracing.TracingPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * How the Admin SDK reaches FCM: over Vert.x, whose one connection of HTTP/2 carries all messages at once, with a deadline for
 * each whole exchange (the SDK's time-outs are between two bytes, so a trickling answer would hold a thread for ever), and to
 * another host where one is configured.
 */
final class FcmTransport extends HttpTransport {
    private static final String FCM = "https://fcm.googleapis.com";
    private static final int TOO_MANY = 429;
    /** Writes that wait for each other at most; they wait no longer than the event loop has others to do. */
    private static final int AT_ONCE = 256;
    /** The client writes these itself. */
    private static final Set<String> OWN_HEADERS =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

    private final Clients clients;
    private final String fcm;
    private final Duration deadline;
    private final BooleanSupplier resting;
    private final Consumer<Duration> busy;

    private FcmTransport(
            Clients clients, String fcm, Duration deadline, BooleanSupplier resting, Consumer<Duration> busy) {
        this.clients = clients;
        this.fcm = fcm;
        this.deadline = deadline;
        this.resting = resting;
        this.busy = busy;
    }

    /** In the clear there is no way to agree on HTTP/2 without an exchange more. Both end with Vert.x. */
    private record Clients(HttpClient secure, HttpClient plain) {
        static Clients of(Vertx vertx, Duration connectTimeout, int connections) {
            HttpClientOptions options = new HttpClientOptions()
                    .setConnectTimeout((int) connectTimeout.toMillis())
                    .setMaxPoolSize(connections)
                    .setHttp2MaxPoolSize(1)
                    .setTracingPolicy(TracingPolicy.IGNORE);
            HttpClientOptions secure =
                    new HttpClientOptions(options).setSsl(true).setUseAlpn(true).setProtocolVersion(HttpVersion.HTTP_2);
            HttpClient together = vertx.httpClientBuilder()
                    .with(secure)
                    .withConnectHandler(Clients::writeTogether)
                    .build();
            return new Clients(together, vertx.createHttpClient(options));
        }

        /**
         * What several threads send at the same moment becomes one record of TLS and one write: encrypting and writing each
         * half of a request by itself costs more than the request.
         */
        private static void writeTogether(HttpConnection connection) {
            ChannelPipeline pipeline = ((ConnectionBase) connection).channel().pipeline();
            ChannelHandlerContext tls = pipeline.context(SslHandler.class);
            pipeline.addAfter(tls.name(), "together", new FlushConsolidationHandler(AT_ONCE, true));
        }

        HttpClient to(URI url) {
            return "https".equals(url.getScheme()) ? secure : plain;
        }
    }

    /**
     * @param endpoint instead of FCM's own; null for that
     * @param connections at most, where the other side does not speak HTTP/2
     */
    static FcmTransport to(Vertx vertx, URI endpoint, Duration connectTimeout, Duration deadline, int connections) {
        String fcm = endpoint == null ? FCM : endpoint.toString().replaceAll("/+$", "");
        Clients clients = Clients.of(vertx, connectTimeout, connections);
        return new FcmTransport(clients, fcm, deadline, () -> false, retryAfter -> {});
    }

    /**
     * Over the same connections, but nothing leaves for FCM while the lane rests: {@link Resting} is thrown instead.
     *
     * @param laneBusy hears of a 429 and its {@code Retry-After} as soon as the head of the answer is there; the SDK's
     *     threads take longer
     */
    FcmTransport of(BooleanSupplier laneRests, Consumer<Duration> laneBusy) {
        return new FcmTransport(clients, fcm, deadline, laneRests, laneBusy);
    }

    /** The request has not left. Not an {@link IOException}, which the SDK would take for an unknown outcome. */
    static final class Resting extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Resting() {
            super("the lane rests", null, false, false);
        }
    }

    @Override
    public boolean supportsMethod(String method) {
        return true;
    }

    @Override
    protected LowLevelHttpRequest buildRequest(String method, String url) {
        boolean push = url.startsWith(FCM + "/");
        return new Request(method, push ? fcm + url.substring(FCM.length()) : url, push);
    }

    private final class Request extends LowLevelHttpRequest {
        private final HttpMethod method;
        private final String url;
        private final boolean push;
        private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();

        Request(String method, String url, boolean push) {
            this.method = HttpMethod.valueOf(method);
            this.url = url;
            this.push = push;
        }

        @Override
        public void addHeader(String name, String value) {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                headers.add(name, value);
            }
        }

        @Override
        public LowLevelHttpResponse execute() throws IOException {
            if (getContentType() != null) {
                headers.set("Content-Type", getContentType());
            }
            if (getContentEncoding() != null) {
                headers.set("Content-Encoding", getContentEncoding());
            }
            Buffer body = body();
            if (push && resting.getAsBoolean()) {
                throw new Resting();
            }
            return answer(new Exchange(body));
        }

        private Buffer body() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            if (getStreamingContent() != null) {
                getStreamingContent().writeTo(bytes);
            }
            return Buffer.buffer(bytes.toByteArray());
        }

        /** One request and its answer; given up, it leaves no stream open. */
        private final class Exchange {
            private final Future<FcmAnswer> answer;
            private HttpClientRequest request;
            private boolean givenUp;

            Exchange(Buffer body) {
                URI target = URI.create(url);
                RequestOptions options = new RequestOptions()
                        .setMethod(method)
                        .setAbsoluteURI(url)
                        .setHeaders(headers);
                answer = clients.to(target)
                        .request(options)
                        .compose(ready -> whole(begin(ready).send(body)));
            }

            /** Joined to the head on the event loop that brings it: from another thread the rest might have passed already. */
            private Future<FcmAnswer> whole(Future<HttpClientResponse> head) {
                return head.compose(FcmTransport.this::read);
            }

            private synchronized HttpClientRequest begin(HttpClientRequest ready) {
                request = ready;
                if (givenUp) {
                    ready.reset();
                }
                return ready;
            }

            synchronized void giveUp() {
                givenUp = true;
                if (request != null) {
                    request.reset();
                }
            }
        }
    }

    private Future<FcmAnswer> read(HttpClientResponse head) {
        if (head.statusCode() == TOO_MANY) {
            String retryAfter = head.getHeader("Retry-After");
            busy.accept(FcmResults.parse(retryAfter == null ? "" : retryAfter.trim(), Instant.now()));
        }
        return head.body().map(body -> new FcmAnswer(head.statusCode(), head.headers(), body.getBytes()));
    }

    private FcmAnswer answer(Request.Exchange exchange) throws IOException {
        try {
            return exchange.answer
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            exchange.giveUp();
            throw new SocketTimeoutException("no whole answer within " + deadline);
        } catch (InterruptedException stopped) {
            exchange.giveUp();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException io ? io : new IOException(failed.getCause());
        }
    }
}
