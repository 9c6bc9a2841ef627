package io.wealthcrm.shared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** The same problems as {@link ProblemMappers} gives, for whatever is not answered by a JAX-RS resource. */
@ApplicationScoped
public class RouteProblems {
    private static final Logger LOG = Logger.getLogger(RouteProblems.class);

    private final ObjectMapper json;

    RouteProblems(ObjectMapper json) {
        this.json = json;
    }

    /** Ends the response, whose further headers the caller has set, with what the failure means to the client. */
    public void answer(HttpServerRequest request, Throwable failure) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        Problem problem = problem(failure);
        Language language = Language.of(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        response.setStatusCode(problem.code().status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CONTENT_LANGUAGE, language.locale().toLanguageTag());
        if (problem.code().status() == 401) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        if (problem.context().get("retryAfterSeconds") instanceof Number seconds) {
            response.putHeader(HttpHeaders.RETRY_AFTER, seconds.toString());
        }
        if (request.method() == HttpMethod.HEAD) {
            response.end();
        } else {
            response.end(write(ProblemBody.of(problem, language, request.path())));
        }
    }

    private static Problem problem(Throwable failure) {
        if (failure instanceof Problem problem) {
            return problem;
        }
        if (failure instanceof AuthenticationFailedException || failure instanceof UnauthorizedException) {
            return Problem.of(CommonProblem.UNAUTHENTICATED);
        }
        if (failure instanceof PgException refused) {
            return DatabaseProblem.of(refused);
        }
        if (DatabaseProblem.isConnectionLoss(failure)) {
            LOG.warnf("unavailable: %s", failure);
            return Problem.unavailable();
        }
        LOG.error("request failed", failure);
        return Problem.of(CommonProblem.INTERNAL);
    }

    private String write(ProblemBody body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
