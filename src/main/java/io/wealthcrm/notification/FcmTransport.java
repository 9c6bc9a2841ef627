package io.wealthcrm.notification;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * How the Admin SDK reaches FCM: over Java's own client, with a deadline for each whole exchange (the SDK's time-outs are
 * between two bytes, so a trickling answer would hold a thread for ever), and to another host where one is configured.
 */
final class FcmTransport extends HttpTransport {
    private static final String FCM = "https://fcm.googleapis.com";
    private static final int TOO_MANY = 429;
    /** Java's client writes these itself. */
    private static final Set<String> OWN_HEADERS = Set.of("connection", "content-length", "expect", "host", "upgrade");

    private final HttpClient client;
    private final String fcm;
    private final Duration deadline;
    private final BooleanSupplier resting;
    private final Consumer<Duration> busy;

    private FcmTransport(
            HttpClient client, String fcm, Duration deadline, BooleanSupplier resting, Consumer<Duration> busy) {
        this.client = client;
        this.fcm = fcm;
        this.deadline = deadline;
        this.resting = resting;
        this.busy = busy;
    }

    /** @param endpoint instead of FCM's own; null for that */
    static FcmTransport to(URI endpoint, Duration connectTimeout, Duration deadline) {
        String fcm = endpoint == null ? FCM : endpoint.toString().replaceAll("/+$", "");
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(connectTimeout)
                .version(fcm.startsWith("https:") ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .build();
        return new FcmTransport(client, fcm, deadline, () -> false, retryAfter -> {});
    }

    /**
     * Over the same connections, but nothing leaves for FCM while the lane rests: {@link Resting} is thrown instead.
     *
     * @param laneBusy hears of a 429 and its {@code Retry-After} as soon as the head of the answer is there; the SDK's
     *     threads take longer
     */
    FcmTransport of(BooleanSupplier laneRests, Consumer<Duration> laneBusy) {
        return new FcmTransport(client, fcm, deadline, laneRests, laneBusy);
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
        private final String method;
        private final HttpRequest.Builder request;
        private final boolean push;

        Request(String method, String url, boolean push) {
            this.method = method;
            this.push = push;
            request = HttpRequest.newBuilder(URI.create(url));
        }

        @Override
        public void addHeader(String name, String value) {
            if (!OWN_HEADERS.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                request.header(name, value);
            }
        }

        @Override
        public LowLevelHttpResponse execute() throws IOException {
            if (getContentType() != null) {
                request.setHeader("Content-Type", getContentType());
            }
            if (getContentEncoding() != null) {
                request.setHeader("Content-Encoding", getContentEncoding());
            }
            request.method(method, HttpRequest.BodyPublishers.ofByteArray(body()));
            HttpRequest whole = request.build();
            if (push && resting.getAsBoolean()) {
                throw new Resting();
            }
            return new FcmAnswer(answer(client.sendAsync(whole, FcmTransport.this::heed)));
        }

        private byte[] body() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            if (getStreamingContent() != null) {
                getStreamingContent().writeTo(bytes);
            }
            return bytes.toByteArray();
        }
    }

    private HttpResponse.BodySubscriber<byte[]> heed(HttpResponse.ResponseInfo head) {
        if (head.statusCode() == TOO_MANY) {
            String retryAfter = head.headers().firstValue("Retry-After").orElse("");
            busy.accept(FcmResults.parse(retryAfter.trim(), Instant.now()));
        }
        return HttpResponse.BodySubscribers.ofByteArray();
    }

    private HttpResponse<byte[]> answer(CompletableFuture<HttpResponse<byte[]>> exchange) throws IOException {
        try {
            return exchange.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new SocketTimeoutException("no whole answer within " + deadline);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException io ? io : new IOException(failed.getCause());
        } finally {
            // Ends an exchange that is still under way; one that has ended does not notice.
            boolean unused = exchange.cancel(true);
        }
    }
}
