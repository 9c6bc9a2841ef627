package io.wealthcrm.notification;

import com.google.api.client.http.LowLevelHttpResponse;
import io.vertx.core.MultiMap;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** An answer as Google's libraries want to see it. */
final class FcmAnswer extends LowLevelHttpResponse {
    /**
     * Stands for 503 towards the SDK, which would else sleep in its thread, as long as {@code Retry-After} says, and
     * repeat on its own: beyond the lease, out of the order of lanes, holding a thread that others wait for. The answer's
     * body still says UNAVAILABLE, and the delivery is repeated by our own rule.
     */
    static final int UNAVAILABLE = 599;
    /** Likewise for 401, which the SDK would repeat four times with the same credentials. */
    static final int UNAUTHENTICATED = 598;

    /** With this the SDK would have the credentials fetch another token at once; {@link FcmCredentials#renew} does, aside. */
    private static final String CHALLENGE = "WWW-Authenticate";

    private final int status;
    private final MultiMap byName;
    private final List<Map.Entry<String, String>> headers;
    private final byte[] body;

    FcmAnswer(int status, MultiMap headers, byte[] body) {
        this.status = status;
        this.byName = headers;
        this.headers = headers.entries();
        this.body = body;
    }

    /** Whether FCM itself has taken the message; what stands before it might answer 200 as well. */
    boolean isPlainSuccess() {
        String type = getContentType();
        return status == 200 && type != null && type.startsWith("application/json");
    }

    /** The same as the SDK is to see it, which then repeats nothing by itself. */
    FcmAnswer masked() {
        MultiMap shown = MultiMap.caseInsensitiveMultiMap().addAll(byName).remove(CHALLENGE);
        int code =
                switch (status) {
                    case 401 -> UNAUTHENTICATED;
                    case 503 -> UNAVAILABLE;
                    default -> status;
                };
        return new FcmAnswer(code, shown, body);
    }

    @Override
    public int getStatusCode() {
        return status;
    }

    @Override
    public InputStream getContent() {
        return new ByteArrayInputStream(body);
    }

    @Override
    public String getContentEncoding() {
        return byName.get("Content-Encoding");
    }

    @Override
    public long getContentLength() {
        return body.length;
    }

    @Override
    public String getContentType() {
        return byName.get("Content-Type");
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
