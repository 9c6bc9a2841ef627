package io.wealthcrm.notification;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.tracing.TracingPolicy;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Vert.x on the way to FCM, whose one connection of HTTP/2 carries all messages at once, with a deadline for each whole
 * exchange. Ends with Vert.x.
 */
final class FcmConnection {
    private static final int TOO_MANY = 429;
    /** So many time-outs without an answer between them: whatever is in the way has dropped the connection and told nobody. */
    private static final int SILENT = 3;

    /** Writes that wait for each other at most; they wait no longer than the event loop has others to do. */
    private static final int AT_ONCE = 256;

    private final Vertx vertx;
    /** In the clear there is no way to agree on HTTP/2 without an exchange more. */
    private final HttpClient secure;

    private final HttpClient plain;
    private final Duration deadline;
    private final AtomicInteger unanswered = new AtomicInteger();

    /** Whether requests may leave. */
    interface Gate {
        Gate OPEN = new Gate() {
            @Override
            public boolean closed() {
                return false;
            }

            @Override
            public void busy(Duration retryAfter) {
                // Nobody else waits behind it.
            }
        };

        /** Asked in the moment a request would leave. */
        boolean closed();

        /** Hears of a 429 and its {@code Retry-After} as soon as the head of the answer is there. */
        void busy(Duration retryAfter);
    }

    /** The request has not left. */
    static final class Closed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Closed() {
            super("the gate is closed", null, false, false);
        }
    }

    /** @param connections at most, where the other side does not speak HTTP/2 */
    FcmConnection(Vertx vertx, Duration connectTimeout, Duration deadline, int connections) {
        this.vertx = vertx;
        this.deadline = deadline;
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) connectTimeout.toMillis())
                .setMaxPoolSize(connections)
                .setHttp2MaxPoolSize(1)
                .setTracingPolicy(TracingPolicy.IGNORE);
        HttpClientOptions overTls =
                new HttpClientOptions(options).setSsl(true).setUseAlpn(true).setProtocolVersion(HttpVersion.HTTP_2);
        secure = vertx.httpClientBuilder()
                .with(overTls)
                .withConnectHandler(FcmConnection::writeTogether)
                .build();
        plain = vertx.createHttpClient(options);
    }

    /**
     * What is sent at the same moment becomes one record of TLS and one write: encrypting and writing each half of a request by
     * itself costs more than the request.
     */
    private static void writeTogether(HttpConnection connection) {
        ChannelPipeline pipeline = ((ConnectionBase) connection).channel().pipeline();
        ChannelHandlerContext tls = pipeline.context(SslHandler.class);
        pipeline.addAfter(tls.name(), "together", new FlushConsolidationHandler(AT_ONCE, true));
    }

    /** Sends a request that is written; fails without a whole answer within the deadline, and leaves no stream open then. */
    Future<FcmAnswer> exchange(FcmRequest request, Gate gate) {
        Exchange exchange = new Exchange();
        long timer = vertx.setTimer(deadline.toMillis(), late -> exchange.giveUp());
        HttpClient client = Boolean.TRUE.equals(request.options().isSsl()) ? secure : plain;
        Future<FcmAnswer> unused = client.request(request.options())
                .compose(ready -> exchange.leave(ready, request, gate))
                .onComplete(exchange.end)
                .onComplete(ended -> vertx.cancelTimer(timer));
        return exchange.end.future();
    }

    /** Joined to the head on the event loop that brings it: from another thread the rest might have passed already. */
    private Future<FcmAnswer> read(HttpClientResponse head, Gate gate) {
        unanswered.set(0);
        if (head.statusCode() == TOO_MANY) {
            String retryAfter = head.getHeader("Retry-After");
            gate.busy(FcmResults.parse(retryAfter == null ? "" : retryAfter.trim(), Instant.now()));
        }
        return head.body().map(body -> new FcmAnswer(head.statusCode(), head.headers(), body.getBytes()));
    }

    /** One request and its answer. */
    private final class Exchange {
        private final Promise<FcmAnswer> end = Promise.promise();
        private HttpClientRequest request;
        private boolean givenUp;

        /** It may have waited for a stream, so the gate is asked here. */
        synchronized Future<FcmAnswer> leave(HttpClientRequest ready, FcmRequest written, Gate gate) {
            // What befalls the request is in its answer's future; Vert.x logs as an error what nobody hears a second
            // time.
            ready.exceptionHandler(known -> {});
            if (givenUp || gate.closed()) {
                ready.reset();
                return Future.failedFuture(new Closed());
            }
            request = ready;
            return ready.send(written.body()).compose(head -> read(head, gate));
        }

        synchronized void giveUp() {
            givenUp = end.tryFail(new SocketTimeoutException("no whole answer within " + deadline));
            if (givenUp && request != null) {
                request.reset();
                if (unanswered.incrementAndGet() >= SILENT) {
                    Future<Void> unused = request.connection().close();
                }
            }
        }
    }
}
