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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How the Admin SDK reaches FCM: over Java's own client, with a deadline for each whole exchange (the SDK's time-outs are
 * between two bytes, so a trickling answer would hold a thread for ever), and to another host where one is configured.
 */
final class FcmTransport extends HttpTransport {
    private static final String FCM = "https://fcm.googleapis.com";
    /** Java's client writes these itself. */
    private static final Set<String> OWN_HEADERS = Set.of("connection", "content-length", "expect", "host", "upgrade");

    private final HttpClient client;
    private final String fcm;
    private final Duration deadline;

    FcmTransport(URI endpoint, Duration connectTimeout, Duration deadline) {
        fcm = endpoint == null ? FCM : endpoint.toString().replaceAll("/+$", "");
        this.deadline = deadline;
        client = HttpClient.newBuilder()
                .connectTimeout(connectTimeout)
                .version(fcm.startsWith("https:") ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .build();
    }

    @Override
    public boolean supportsMethod(String method) {
        return true;
    }

    @Override
    protected LowLevelHttpRequest buildRequest(String method, String url) {
        return new Request(method, url.startsWith(FCM + "/") ? fcm + url.substring(FCM.length()) : url);
    }

    private final class Request extends LowLevelHttpRequest {
        private final String method;
        private final HttpRequest.Builder request;

        Request(String method, String url) {
            this.method = method;
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
            return new FcmAnswer(answer(client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())));
        }

        private byte[] body() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            if (getStreamingContent() != null) {
                getStreamingContent().writeTo(bytes);
            }
            return bytes.toByteArray();
        }
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
