package io.wealthcrm.testing;

import java.time.Duration;

/** How {@link FakeFcm} meets one request. */
public record Answer(
        Fate fate, int status, String statusName, String errorCode, String text, String retryAfter, Duration delay) {
    enum Fate {
        ANSWER,
        HANG,
        RESET
    }

    static Answer error(int status, String statusName, String errorCode, String text) {
        return new Answer(Fate.ANSWER, status, statusName, errorCode, text, null, Duration.ZERO);
    }

    public static Answer ok() {
        return error(200, null, null, null);
    }

    public static Answer unregistered() {
        return error(404, "NOT_FOUND", "UNREGISTERED", "Requested entity was not found.");
    }

    public static Answer senderIdMismatch() {
        return error(403, "PERMISSION_DENIED", "SENDER_ID_MISMATCH", "SenderId mismatch");
    }

    public static Answer invalidArgument() {
        return error(400, "INVALID_ARGUMENT", "INVALID_ARGUMENT", "Invalid value at 'message.android.ttl'");
    }

    public static Answer invalidToken() {
        String text = "The registration token is not a valid FCM registration token";
        return error(400, "INVALID_ARGUMENT", "INVALID_ARGUMENT", text);
    }

    public static Answer quotaExceeded(String retryAfter) {
        return new Answer(
                Fate.ANSWER, 429, "RESOURCE_EXHAUSTED", "QUOTA_EXCEEDED", "Quota exceeded.", retryAfter, Duration.ZERO);
    }

    public static Answer unavailable() {
        return error(503, "UNAVAILABLE", "UNAVAILABLE", "The service is currently unavailable.");
    }

    public static Answer internal() {
        return error(500, "INTERNAL", "INTERNAL", "Internal error encountered.");
    }

    public static Answer unauthenticated() {
        return error(401, "UNAUTHENTICATED", null, "Request had invalid authentication credentials.");
    }

    /** As a proxy says it. */
    public static Answer unauthorized() {
        return error(401, "", null, "");
    }

    public static Answer thirdPartyAuthError() {
        return error(401, "UNAUTHENTICATED", "THIRD_PARTY_AUTH_ERROR", "Auth error from APNS or Web Push Service");
    }

    /** Takes the request and says nothing until the server is closed. */
    public static Answer hang() {
        return new Answer(Fate.HANG, 0, null, null, null, null, Duration.ZERO);
    }

    /** Takes the request and cuts the connection. */
    public static Answer reset() {
        return new Answer(Fate.RESET, 0, null, null, null, null, Duration.ZERO);
    }

    public Answer retryAfter(String value) {
        return new Answer(fate, status, statusName, errorCode, text, value, delay);
    }

    /** The same, but later. */
    public Answer after(Duration wait) {
        return new Answer(fate, status, statusName, errorCode, text, retryAfter, wait);
    }
}
