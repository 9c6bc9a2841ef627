package io.wealthcrm.notification;

import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/** A request as Google's libraries write it. */
final class FcmRequest extends LowLevelHttpRequest {
    /** Vert.x writes these itself. */
    private static final Set<String> OWN_HEADERS =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

    private final RequestOptions target;
    private final Carrier carrier;
    private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    private Buffer body;

    /** Brings a request to the other side, and the answer back. */
    interface Carrier {
        LowLevelHttpResponse carry(FcmRequest request) throws IOException;
    }

    FcmRequest(String method, String url, Carrier carrier) {
        target = new RequestOptions().setMethod(HttpMethod.valueOf(method)).setAbsoluteURI(url);
        this.carrier = carrier;
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
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (getStreamingContent() != null) {
            getStreamingContent().writeTo(bytes);
        }
        body = Buffer.buffer(bytes.toByteArray());
        return carrier.carry(this);
    }

    /** Where it goes, with its headers. */
    RequestOptions options() {
        return target.setHeaders(headers);
    }

    /** Once it is executed. */
    Buffer body() {
        return body;
    }
}
