package io.wealthcrm.shared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.TimeoutException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.hibernate.HibernateException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever a request ended with into one {@link ProblemBody}. */
class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final Map<Integer, CommonProblem> BY_STATUS = Map.of(
            400, CommonProblem.INVALID_INPUT,
            401, CommonProblem.UNAUTHENTICATED,
            403, CommonProblem.FORBIDDEN,
            404, CommonProblem.NOT_FOUND,
            405, CommonProblem.METHOD_NOT_ALLOWED,
            406, CommonProblem.NOT_ACCEPTABLE,
            413, CommonProblem.TOO_LARGE,
            415, CommonProblem.UNSUPPORTED_MEDIA_TYPE,
            429, CommonProblem.TOO_MANY_REQUESTS,
            503, CommonProblem.UNAVAILABLE);

    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private final HttpHeaders headers;
    private final UriInfo uri;

    ProblemMappers(HttpHeaders headers, UriInfo uri) {
        this.headers = headers;
        this.uri = uri;
    }

    @ServerExceptionMapper
    RestResponse<ProblemBody> refused(Problem problem) {
        return render(problem);
    }

    @ServerExceptionMapper({AuthenticationFailedException.class, UnauthorizedException.class})
    RestResponse<ProblemBody> unauthenticated() {
        return render(Problem.of(CommonProblem.UNAUTHENTICATED));
    }

    @ServerExceptionMapper
    RestResponse<ProblemBody> forbidden(ForbiddenException forbidden) {
        return render(Problem.of(CommonProblem.FORBIDDEN));
    }

    /** The framework brings a mapper of its own for these; a nearer one of ours takes precedence. */
    @ServerExceptionMapper({MismatchedInputException.class, UnrecognizedPropertyException.class})
    RestResponse<ProblemBody> mismatched(MismatchedInputException mismatch) {
        return unreadable(mismatch);
    }

    @ServerExceptionMapper
    RestResponse<ProblemBody> unreadable(JsonProcessingException broken) {
        Problem wrapped = problemWithin(broken);
        if (wrapped != null) {
            return render(wrapped);
        }
        if (broken instanceof UnrecognizedPropertyException unknown) {
            return render(fieldProblem(CommonProblem.UNKNOWN_FIELD, unknown));
        }
        if (broken instanceof JsonMappingException mismatch
                && !mismatch.getPath().isEmpty()) {
            return render(fieldProblem(CommonProblem.INVALID_INPUT, mismatch));
        }
        return render(Problem.of(CommonProblem.MALFORMED_JSON));
    }

    /** A body that ended early or is no multipart at all; a fault of our own disk is wrapped otherwise. */
    @ServerExceptionMapper
    RestResponse<ProblemBody> cut(java.io.IOException broken) {
        String type = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        return type != null && type.startsWith("multipart/")
                ? render(Problem.of(CommonProblem.INVALID_INPUT))
                : internal(broken);
    }

    @ServerExceptionMapper
    RestResponse<ProblemBody> invalid(ConstraintViolationException violations) {
        return render(Problem.invalid(violations.getConstraintViolations().stream()
                .map(ProblemMappers::invalid)
                .sorted(java.util.Comparator.comparing(Problem.Invalid::pointer))
                .toList()));
    }

    @ServerExceptionMapper
    RestResponse<ProblemBody> web(WebApplicationException exception) {
        Throwable cause = exception.getCause();
        if (cause instanceof JsonProcessingException broken) {
            return unreadable(broken);
        }
        int status = exception.getResponse().getStatus();
        if (status == 404 && cause != null && pathIsWellFormed()) {
            return render(Problem.invalid("", "MALFORMED", "查询参数取值无效 / a query parameter has no valid value"));
        }
        CommonProblem code = BY_STATUS.get(status);
        return code == null ? internal(exception) : render(Problem.of(code));
    }

    /** JAX-RS answers 404 whichever parameter it cannot convert; with the ids in order it was one of the query. */
    private boolean pathIsWellFormed() {
        return uri.getPathParameters().values().stream().flatMap(List::stream).allMatch(id -> UUID.matcher(id)
                .matches());
    }

    @ServerExceptionMapper({TimeoutException.class, java.net.ConnectException.class})
    RestResponse<ProblemBody> unavailable(Throwable lost) {
        LOG.warnf("unavailable: %s", lost);
        return render(Problem.unavailable());
    }

    @ServerExceptionMapper
    RestResponse<ProblemBody> database(HibernateException failure) {
        return render(DatabaseProblem.of(failure));
    }

    /** Of a flush in the midst of a request; the one at the end throws Hibernate's own. */
    @ServerExceptionMapper
    RestResponse<ProblemBody> overtaken(jakarta.persistence.OptimisticLockException overtaken) {
        return render(Problem.of(CommonProblem.STALE_VERSION));
    }

    @ServerExceptionMapper
    RestResponse<ProblemBody> database(io.vertx.pgclient.PgException failure) {
        return render(DatabaseProblem.of(failure));
    }

    @ServerExceptionMapper(priority = jakarta.ws.rs.Priorities.USER + 1000)
    RestResponse<ProblemBody> internal(Throwable fault) {
        if (DatabaseProblem.isConnectionLoss(fault)) {
            return unavailable(fault);
        }
        LOG.error("request failed", fault);
        return render(Problem.of(CommonProblem.INTERNAL));
    }

    private RestResponse<ProblemBody> render(Problem problem) {
        Language language = Language.of(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
        ProblemBody body = ProblemBody.of(problem, language, uri.getPath());
        var response = RestResponse.ResponseBuilder.<ProblemBody>create(body.status())
                .entity(body)
                .header(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .header(HttpHeaders.CONTENT_LANGUAGE, language.locale().toLanguageTag());
        if (body.status() == 401) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (problem.context().get("retryAfterSeconds") instanceof Number seconds) {
            response.header(HttpHeaders.RETRY_AFTER, seconds);
        }
        if (body.status() == 416 && problem.context().get("size") instanceof Number size) {
            response.header("Content-Range", "bytes */" + size);
        }
        return response.build();
    }

    private static Problem problemWithin(Throwable fault) {
        Throwable cause = fault.getCause();
        return cause instanceof Problem problem ? problem : null;
    }

    private static Problem fieldProblem(CommonProblem code, JsonMappingException mismatch) {
        String pointer = Problem.pointer(mismatch.getPath().stream()
                .map(reference -> reference.getFieldName() == null ? reference.getIndex() : reference.getFieldName())
                .toList());
        return Problem.invalid(List.of(new Problem.Invalid(pointer, code.name(), code.zh() + " / " + code.en())));
    }

    private static Problem.Invalid invalid(ConstraintViolation<?> violation) {
        String annotation = violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        return new Problem.Invalid(
                pointer(violation.getPropertyPath()), constraintCode(annotation), violation.getMessage());
    }

    /** {@code book.input.amount} becomes {@code /amount}: the method and its parameter are no business of the client's. */
    private static String pointer(Path path) {
        List<Path.Node> nodes = StreamSupport.stream(path.spliterator(), false).toList();
        int named = nodes.get(0).getKind() != ElementKind.METHOD ? 0 : nodes.size() > 2 ? 2 : 1;
        return Problem.pointer(
                nodes.stream().skip(named).flatMap(ProblemMappers::steps).toList());
    }

    /** Where in a list or map it stands, and what it is called there: elements have a name for the validator alone. */
    private static Stream<Object> steps(Path.Node node) {
        return Stream.of(
                        Optional.<Object>ofNullable(node.getIndex()).or(() -> Optional.ofNullable(node.getKey())),
                        Optional.<Object>ofNullable(node.getName())
                                .filter(name -> node.getKind() != ElementKind.CONTAINER_ELEMENT))
                .flatMap(Optional::stream);
    }

    private static String constraintCode(String annotation) {
        return annotation.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(java.util.Locale.ROOT);
    }
}
