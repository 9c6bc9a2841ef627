package io.wealthcrm.shared;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Answers what is refused before any resource method is found, like any other refusal. */
@ApplicationScoped
class EarlyRefusals {
    private static final List<CommonProblem> REFUSALS = List.of(
            CommonProblem.INVALID_INPUT,
            CommonProblem.NOT_FOUND,
            CommonProblem.METHOD_NOT_ALLOWED,
            CommonProblem.TOO_LARGE,
            CommonProblem.UNSUPPORTED_MEDIA_TYPE);

    private final RouteProblems problems;
    private final long maxBodySize;

    EarlyRefusals(
            RouteProblems problems,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBodySize) {
        this.problems = problems;
        this.maxBodySize = maxBodySize.asLongValue();
    }

    void install(@Observes Router router) {
        // The server's own check, which comes next, answers without a body.
        router.route().order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT - 1).handler(this::refuseTooLarge);
        for (CommonProblem refusal : REFUSALS) {
            router.errorHandler(refusal.status(), failed -> problems.answer(failed.request(), Problem.of(refusal)));
        }
    }

    private void refuseTooLarge(RoutingContext exchange) {
        String length = exchange.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || Long.parseLong(length) <= maxBodySize) {
            exchange.next();
            return;
        }
        // What the client still sends is not read; the connection cannot be used again.
        exchange.response()
                .putHeader(HttpHeaders.CONNECTION, "close")
                .endHandler(done -> exchange.request().connection().close());
        problems.answer(exchange.request(), Problem.of(CommonProblem.TOO_LARGE));
    }
}
