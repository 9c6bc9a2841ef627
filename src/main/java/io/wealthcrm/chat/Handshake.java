package io.wealthcrm.chat;

import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Set;

/** Refuses with 403 a browser page of a foreign origin; native apps send no origin and are let through to the hello. */
@ApplicationScoped
class Handshake implements HttpUpgradeCheck {
    private final Peers peers;
    private final Set<String> allowed;

    Handshake(Peers peers, ChatConfig config) {
        this.peers = peers;
        this.allowed = Set.copyOf(config.origins().orElse(java.util.List.of()));
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        if (peers.draining()) {
            return CheckResult.rejectUpgrade(503);
        }
        HttpServerRequest request = context.httpRequest();
        String origin = request.getHeader("Origin");
        if (origin != null && !allowed.contains(origin) && !sameHost(origin, request)) {
            return CheckResult.rejectUpgrade(403);
        }
        UpgradedRequest.finish(request);
        return CheckResult.permitUpgrade();
    }

    private static boolean sameHost(String origin, HttpServerRequest request) {
        try {
            String host = request.getHeader("Host");
            return host != null && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
