package io.wealthcrm.notification;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import java.net.URI;

/** How Google's libraries reach the world: by the carrier they are given, and FCM at another host where one is configured. */
final class FcmTransport extends HttpTransport {
    private static final String FCM = "https://fcm.googleapis.com";

    private final String fcm;
    private final FcmRequest.Carrier carrier;

    /** @param endpoint instead of FCM's own; null for that */
    FcmTransport(URI endpoint, FcmRequest.Carrier carrier) {
        fcm = endpoint == null ? FCM : endpoint.toString().replaceAll("/+$", "");
        this.carrier = carrier;
    }

    @Override
    public boolean supportsMethod(String method) {
        return true;
    }

    @Override
    protected LowLevelHttpRequest buildRequest(String method, String url) {
        return new FcmRequest(method, url.startsWith(FCM + "/") ? fcm + url.substring(FCM.length()) : url, carrier);
    }
}
