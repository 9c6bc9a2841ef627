package io.wealthcrm.shared;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The one exception for a request that is refused: rendered as RFC 9457 {@code application/problem+json} over HTTP and as
 * an {@code err} frame on the WebSocket. Its context is public, so it never carries personal data or secrets.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ProblemCode code;
    private final transient Map<String, Object> context;
    private final transient List<Invalid> errors;

    /**
     * One invalid input: a JSON pointer into the body (or the parameter's name), a stable code and a message, of both languages
     * ({@code 须为空 / must be empty}) or of none ({@code ≤ 2026-11-23}).
     */
    public record Invalid(String pointer, String code, String message) {
        private static final String BETWEEN = " / ";

        Invalid in(Language language) {
            int end = message == null ? -1 : message.indexOf(BETWEEN);
            return end < 0
                    ? this
                    : new Invalid(
                            pointer,
                            code,
                            language.choose(message.substring(0, end), message.substring(end + BETWEEN.length())));
        }
    }

    private Problem(ProblemCode code, String detail, Map<String, Object> context, List<Invalid> errors) {
        // No stack trace: a refusal is an answer, not a fault.
        super(detail, null, false, false);
        this.code = code;
        this.context = Map.copyOf(context);
        this.errors = List.copyOf(errors);
    }

    public static Problem of(ProblemCode code) {
        return new Problem(code, null, Map.of(), List.of());
    }

    public static Problem of(ProblemCode code, String detail) {
        return new Problem(code, detail, Map.of(), List.of());
    }

    /** Something the service stands on is away: 503, with {@code Retry-After} in seconds. */
    public static Problem unavailable() {
        return of(CommonProblem.UNAVAILABLE, Map.of("retryAfterSeconds", 2));
    }

    /** With context such as {@code current} (the state that stands in the way); each entry becomes a member of the problem. */
    public static Problem of(ProblemCode code, Map<String, Object> context) {
        return new Problem(code, null, context, List.of());
    }

    /** Invalid input: 400 with one entry per fault. */
    public static Problem invalid(List<Invalid> errors) {
        return new Problem(CommonProblem.INVALID_INPUT, null, Map.of(), errors);
    }

    /** One invalid field. {@code pointer} is a JSON pointer such as {@code /amount}. */
    public static Problem invalid(String pointer, String code, String message) {
        return invalid(List.of(new Invalid(pointer, code, message)));
    }

    /** A JSON pointer (RFC 6901) that goes through these names and indexes. */
    public static String pointer(List<?> steps) {
        return steps.stream()
                .map(step -> "/" + step.toString().replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }

    public ProblemCode code() {
        return code;
    }

    /** What went wrong this time, or null where the title says it all. */
    public String detail() {
        return getMessage();
    }

    public Map<String, Object> context() {
        return context;
    }

    public List<Invalid> errors() {
        return errors;
    }

    @Override
    public String toString() {
        return "Problem " + code.name() + (detail() == null ? "" : ": " + detail());
    }
}
