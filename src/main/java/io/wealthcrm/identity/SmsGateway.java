package io.wealthcrm.identity;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import java.net.URI;
import java.time.Duration;

/** Hands texts to the firm's SMS gateway over HTTP. */
final class SmsGateway implements SmsSender {
    private final HttpClient client;
    private final URI gateway;
    private final String token;
    private final Duration timeout;

    SmsGateway(Vertx vertx, URI gateway, String token, Duration timeout) {
        this.client = vertx.createHttpClient();
        this.gateway = gateway;
        this.token = token;
        this.timeout = timeout;
    }

    @Override
    public Uni<Void> send(String phone, String text) {
        RequestOptions options = new RequestOptions()
                .setAbsoluteURI(gateway.toString())
                .setMethod(HttpMethod.POST)
                .setTimeout(timeout.toMillis())
                .putHeader("Content-Type", "application/json");
        if (token != null) {
            options.putHeader("Authorization", "Bearer " + token);
        }
        String body = new JsonObject().put("phone", phone).put("text", text).encode();
        return client.request(options)
                .chain(request -> request.send(Buffer.buffer(body)))
                .invoke(response -> {
                    if (response.statusCode() >= 300) {
                        throw new IllegalStateException("the SMS gateway answered " + response.statusCode());
                    }
                })
                .replaceWithVoid();
    }
}
