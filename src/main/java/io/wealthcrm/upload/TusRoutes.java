package io.wealthcrm.upload;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.QueryParameters;
import io.wealthcrm.shared.RouteProblems;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * The tus 1.0 protocol at {@code /api/v1/uploads}. A route of the server itself and no resource, for a resource's body would
 * be read before anybody is asked, and the limit of bodies would hold.
 */
@ApplicationScoped
class TusRoutes {
    static final String ROOT = "/api/v1/uploads";

    /** After authentication (−200 and −100) and before the limit of bodies (−2). */
    private static final int ORDER = -10;

    private static final String EXTENSIONS = "creation,creation-with-upload,termination,expiration,checksum";
    private static final long DRAIN_MILLIS = 3000;

    private final Vertx vertx;
    private final IdentityProviderManager identities;
    private final Uploading uploading;
    private final UploadConfig config;
    private final RouteProblems problems;

    TusRoutes(
            Vertx vertx,
            IdentityProviderManager identities,
            Uploading uploading,
            UploadConfig config,
            RouteProblems problems) {
        this.vertx = vertx;
        this.identities = identities;
        this.uploading = uploading;
        this.config = config;
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.route(ROOT).order(ORDER).handler(this::serve);
        router.route(ROOT + "/:id").order(ORDER).handler(this::serve);
    }

    private void serve(RoutingContext route) {
        HttpServerRequest request = route.request().pause();
        request.exceptionHandler(lost -> {});
        route.response().putHeader("Tus-Resumable", TusRequest.VERSION);
        TusRequest tus = new TusRequest(request);
        if (tus.method().equals("OPTIONS")) {
            describe(route.response());
            return;
        }
        QuarkusHttpUser.getSecurityIdentity(route, identities)
                .map(Callers::of)
                .chain(caller -> act(route, tus, caller))
                .subscribe()
                .with(status -> end(route, status), failure -> refuse(route, failure));
    }

    private void describe(HttpServerResponse response) {
        response.putHeader("Tus-Version", TusRequest.VERSION)
                .putHeader("Tus-Extension", EXTENSIONS)
                .putHeader("Tus-Max-Size", Long.toString(config.maxSize().asLongValue()))
                .putHeader("Tus-Checksum-Algorithm", Checksum.ALGORITHMS)
                .setStatusCode(204)
                .end();
    }

    /** Answers the status of success; the headers are set by then. */
    private Uni<Integer> act(RoutingContext route, TusRequest tus, Caller caller) {
        String id = route.pathParam("id");
        String method = tus.method();
        if (id == null && method.equals("POST")) {
            tus.purpose().requireSender(caller);
            QueryParameters.refuse(route.queryParams().names());
            tus.requireVersion();
            return uploading
                    .create(caller, tus)
                    .invoke(upload -> route.response().putHeader(HttpHeaders.LOCATION, ROOT + "/" + upload.id()))
                    .invoke(upload -> standing(route.response(), upload))
                    .replaceWith(201);
        }
        if (id == null || !method.matches("HEAD|PATCH|DELETE")) {
            throw Problem.of(CommonProblem.METHOD_NOT_ALLOWED);
        }
        QueryParameters.refuse(route.queryParams().names());
        tus.requireVersion();
        return act(route.response(), tus, method, caller, uuid(id));
    }

    private Uni<Integer> act(HttpServerResponse response, TusRequest tus, String method, Caller caller, UUID id) {
        return switch (method) {
            case "HEAD" ->
                uploading
                        .find(caller, id)
                        .invoke(upload -> describe(response, upload))
                        .replaceWith(200);
            case "PATCH" ->
                uploading
                        .append(caller, id, tus)
                        .invoke(upload -> standing(response, upload))
                        .replaceWith(204);
            default -> uploading.terminate(caller, id).replaceWith(204);
        };
    }

    private static void describe(HttpServerResponse response, Upload upload) {
        standing(response, upload);
        response.putHeader("Upload-Length", Long.toString(upload.length()))
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (upload.metadata() != null) {
            response.putHeader("Upload-Metadata", upload.metadata());
        }
    }

    private static void standing(HttpServerResponse response, Upload upload) {
        response.putHeader("Upload-Offset", Long.toString(upload.received()));
        if (!upload.taken()) {
            response.putHeader(
                    "Upload-Expires",
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(
                            upload.expiresAt().atOffset(ZoneOffset.UTC)));
        }
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException none) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
    }

    private void end(RoutingContext route, int status) {
        if (!route.response().closed()) {
            route.response().setStatusCode(status).end();
        }
        drain(route.request());
    }

    private void refuse(RoutingContext route, Throwable failure) {
        if (failure instanceof Problem problem && problem.code() == UploadProblem.UPLOAD_VERSION_UNSUPPORTED) {
            route.response().putHeader("Tus-Version", TusRequest.VERSION);
        }
        problems.answer(route.request(), failure);
        drain(route.request());
    }

    /** What is left of a refused body is read for a while, or else the client's sending fails before it reads the answer. */
    private void drain(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.resume();
            vertx.setTimer(DRAIN_MILLIS, timer -> {
                if (!request.isEnded()) {
                    request.connection().close();
                }
            });
        }
    }
}
