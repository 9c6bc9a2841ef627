package io.wealthcrm.notification;

import com.google.api.client.http.LowLevelHttpResponse;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** An answer over Java's HTTP client, as Google's libraries want to see it. */
final class FcmAnswer extends LowLevelHttpResponse {
    /**
     * Stands for 503 towards the SDK, which would else sleep in its thread, as long as {@code Retry-After} says, and
     * repeat on its own: beyond the lease, out of the order of lanes, holding a thread that others wait for. The answer's
     * body still says UNAVAILABLE, and the delivery is repeated by our own rule.
     */
    static final int UNAVAILABLE = 599;
    /** Likewise for 401, which the SDK would repeat four times with the same credentials. */
    static final int UNAUTHENTICATED = 598;

    private final HttpResponse<byte[]> response;
    private final List<Map.Entry<String, String>> headers;

    FcmAnswer(HttpResponse<byte[]> response) {
        this.response = response;
        headers = response.headers().map().entrySet().stream()
                .flatMap(header -> header.getValue().stream().map(value -> Map.entry(header.getKey(), value)))
                .toList();
    }

    @Override
    public int getStatusCode() {
        return switch (response.statusCode()) {
            case 401 -> UNAUTHENTICATED;
            case 503 -> UNAVAILABLE;
            default -> response.statusCode();
        };
    }

    @Override
    public InputStream getContent() {
        return new ByteArrayInputStream(response.body());
    }

    @Override
    public String getContentEncoding() {
        return response.headers().firstValue("Content-Encoding").orElse(null);
    }

    @Override
    public long getContentLength() {
        return response.body().length;
    }

    @Override
    public String getContentType() {
        return response.headers().firstValue("Content-Type").orElse(null);
    }

    @Override
    public String getStatusLine() {
        return "HTTP/1.1 " + getStatusCode();
    }

    @Override
    public String getReasonPhrase() {
        return "";
    }

    @Override
    public int getHeaderCount() {
        return headers.size();
    }

    @Override
    public String getHeaderName(int index) {
        return headers.get(index).getKey();
    }

    @Override
    public String getHeaderValue(int index) {
        return headers.get(index).getValue();
    }
}
