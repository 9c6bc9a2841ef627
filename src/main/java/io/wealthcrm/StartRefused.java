package io.wealthcrm;

/** The service cannot start, and the message tells the operator why and what to do; shown without a stack trace. */
final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartRefused(String message) {
        super(message);
    }

    StartRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
