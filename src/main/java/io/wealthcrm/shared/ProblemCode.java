package io.wealthcrm.shared;

/**
 * A stable error code. Each feature lists its own in one enum; the enum constant's name is the {@code code} clients see.
 */
public interface ProblemCode {
    /** The code itself, SCREAMING_SNAKE, unique over all features. */
    String name();

    /** HTTP status, 4xx or 5xx. */
    int status();

    /** Title in Simplified Chinese, without any value of the request in it. */
    String zh();

    /** Title in English, without any value of the request in it. */
    String en();

    /** Last segment of the problem's {@code type} URI. */
    default String slug() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
