package io.wealthcrm.notification;

import com.google.auth.Retryable;
import com.google.firebase.ErrorCode;
import com.google.firebase.IncomingHttpResponse;
import com.google.firebase.messaging.FirebaseMessagingException;
import com.google.firebase.messaging.MessagingErrorCode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;

/** Reads the Admin SDK's answers. */
final class FcmResults {
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);

    private FcmResults() {}

    static PushResult of(FirebaseMessagingException failure) {
        return new PushResult(outcome(failure), retryAfter(failure.getHttpResponse(), Instant.now()));
    }

    /** What follows where no token was granted. */
    static PushResult ofCredentials(Throwable failure) {
        return PushResult.of(credentialsRefused(failure) ? PushOutcome.AUTH_ERROR : PushOutcome.UNKNOWN);
    }

    private static PushOutcome outcome(FirebaseMessagingException failure) {
        MessagingErrorCode code = failure.getMessagingErrorCode();
        if (code == null) {
            return withoutCode(failure);
        }
        return switch (code) {
            case UNREGISTERED -> PushOutcome.UNREGISTERED;
            case SENDER_ID_MISMATCH -> PushOutcome.SENDER_ID_MISMATCH;
            case QUOTA_EXCEEDED -> PushOutcome.QUOTA_EXCEEDED;
            case UNAVAILABLE -> PushOutcome.UNAVAILABLE;
            case INTERNAL -> PushOutcome.INTERNAL;
            case THIRD_PARTY_AUTH_ERROR -> PushOutcome.THIRD_PARTY_AUTH_ERROR;
            case INVALID_ARGUMENT -> badToken(failure) ? PushOutcome.INVALID_TOKEN : PushOutcome.INVALID_ARGUMENT;
        };
    }

    /** Answers of what stands before FCM. */
    private static PushOutcome withoutCode(FirebaseMessagingException failure) {
        IncomingHttpResponse response = failure.getHttpResponse();
        if (response == null) {
            return PushOutcome.UNKNOWN;
        }
        ErrorCode code = failure.getErrorCode();
        return switch (code) {
            case UNAUTHENTICATED, PERMISSION_DENIED -> PushOutcome.AUTH_ERROR;
            case RESOURCE_EXHAUSTED -> PushOutcome.QUOTA_EXCEEDED;
            case INVALID_ARGUMENT -> badToken(failure) ? PushOutcome.INVALID_TOKEN : PushOutcome.INVALID_ARGUMENT;
            case UNAVAILABLE -> PushOutcome.UNAVAILABLE;
            default -> ofStatus(response.getStatusCode());
        };
    }

    private static PushOutcome ofStatus(int status) {
        return switch (status) {
            case FcmAnswer.UNAUTHENTICATED -> PushOutcome.AUTH_ERROR;
            case FcmAnswer.UNAVAILABLE -> PushOutcome.UNAVAILABLE;
            default -> status >= 500 ? PushOutcome.INTERNAL : PushOutcome.UNKNOWN;
        };
    }

    /** FCM has one code for every bad message; only its words tell that the token is what is bad. */
    private static boolean badToken(FirebaseMessagingException failure) {
        String message = failure.getMessage();
        return message != null && message.contains("registration token is not a valid");
    }

    private static boolean credentialsRefused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Retryable refusal) {
                return !refusal.isRetryable();
            }
        }
        return false;
    }

    private static Duration retryAfter(IncomingHttpResponse response, Instant now) {
        if (response == null) {
            return Duration.ZERO;
        }
        return response.getHeaders().entrySet().stream()
                .filter(header -> header.getKey().toLowerCase(Locale.ROOT).equals("retry-after"))
                .map(header -> header.getValue() instanceof Collection<?> values
                        ? values.stream().map(String::valueOf).findFirst().orElse("")
                        : String.valueOf(header.getValue()))
                .map(value -> parse(value.trim(), now))
                .findFirst()
                .orElse(Duration.ZERO);
    }

    /** Seconds or an HTTP date; zero when it is neither. */
    static Duration parse(String retryAfter, Instant now) {
        try {
            Duration wait = retryAfter.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(retryAfter))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            Duration positive = wait.isNegative() ? Duration.ZERO : wait;
            return positive.compareTo(LONGEST_RETRY_AFTER) < 0 ? positive : LONGEST_RETRY_AFTER;
        } catch (DateTimeException unreadable) {
            return Duration.ZERO;
        }
    }
}
