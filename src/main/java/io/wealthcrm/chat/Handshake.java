package io.wealthcrm.chat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.RouteProblems;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.Set;

/**
 * Refuses with 403 a browser page of a foreign origin; native apps send no origin and are let through to the hello. A route
 * before the WebSocket's own does it, because what refuses an upgrade itself can give no body.
 */
@ApplicationScoped
class Handshake implements HttpUpgradeCheck {
    private static final int FIRST = -1;

    private final Peers peers;
    private final RouteProblems problems;
    private final MeterRegistry metrics;
    private final Set<String> allowed;

    Handshake(Peers peers, RouteProblems problems, MeterRegistry metrics, ChatConfig config) {
        this.peers = peers;
        this.problems = problems;
        this.metrics = metrics;
        this.allowed = Set.copyOf(config.origins().orElse(java.util.List.of()));
    }

    void guard(@Observes Router router) {
        var route = router.route(ChatSocket.PATH).order(FIRST).handler(this::check);
        assert route != null;
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        String origin = request.getHeader("Origin");
        if (peers.draining()) {
            problems.answer(request, Problem.unavailable());
        } else if (origin != null && !allowed.contains(origin) && !sameHost(origin, request)) {
            problems.answer(request, Problem.of(ChatProblem.FOREIGN_ORIGIN));
        } else {
            context.next();
        }
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        HttpServerRequest request = context.httpRequest();
        FrameGuard.install(request, code -> code.count(metrics));
        Wire unused = context.userData().put(Wire.KEY, Wire.of(request));
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
