package io.wealthcrm.upload;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/** What tus 1.0 says in a request's headers. */
record TusRequest(HttpServerRequest http) {
    static final String VERSION = "1.0.0";

    private static final String BODY_TYPE = "application/offset+octet-stream";
    private static final int LONGEST_METADATA = 4096;
    private static final int LONGEST_NAME = 100;

    /** For clients that can send neither PATCH nor DELETE. */
    String method() {
        String override = http.getHeader("X-HTTP-Method-Override");
        return override == null ? http.method().name() : override.strip().toUpperCase(Locale.ROOT);
    }

    /** @throws Problem UPLOAD_VERSION_UNSUPPORTED */
    void requireVersion() {
        if (!VERSION.equals(http.getHeader("Tus-Resumable"))) {
            throw Problem.of(UploadProblem.UPLOAD_VERSION_UNSUPPORTED, Map.of("supported", VERSION));
        }
    }

    boolean carriesBytes() {
        String type = http.getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase(BODY_TYPE);
    }

    /** @throws Problem UNSUPPORTED_MEDIA_TYPE */
    void requireBytes() {
        if (!carriesBytes()) {
            throw Problem.of(CommonProblem.UNSUPPORTED_MEDIA_TYPE, Map.of("supported", BODY_TYPE));
        }
    }

    long offset() {
        return number("Upload-Offset");
    }

    /** The whole upload's length; it must be known from the start. */
    long length() {
        if (http.getHeader("Upload-Concat") != null) {
            throw invalid("Upload-Concat");
        }
        long length = number("Upload-Length");
        if (length == 0) {
            throw invalid("Upload-Length");
        }
        return length;
    }

    /** Refuses a body that says it goes beyond the upload's end, before a byte of it is read. @throws Problem UPLOAD_TOO_LARGE */
    void requireFits(Upload upload) {
        if (http.getHeader(HttpHeaders.CONTENT_LENGTH) != null
                && number("Content-Length") > upload.length() - upload.received()) {
            throw Problem.of(UploadProblem.UPLOAD_TOO_LARGE, Map.of("max", upload.length()));
        }
    }

    /** {@code Upload-Metadata} as given, or null. */
    String metadata() {
        String metadata = http.getHeader("Upload-Metadata");
        if (metadata != null && metadata.length() > LONGEST_METADATA) {
            throw invalid("Upload-Metadata");
        }
        return metadata == null || metadata.isBlank() ? null : metadata.strip();
    }

    /** The metadata's {@code filename}, cut where it is too long; without one the upload has no name of its own. */
    String fileName() {
        String shown = metadata("filename").replaceAll("\\p{Cntrl}", "").strip();
        return shown.isEmpty() ? "recording" : shown.substring(0, Math.min(shown.length(), LONGEST_NAME));
    }

    /** @throws Problem INVALID_INPUT for one there is not */
    UploadPurpose purpose() {
        String purpose = metadata("purpose");
        return purpose.isEmpty() ? UploadPurpose.RECORDING : UploadPurpose.of(purpose);
    }

    /** The last value of that name; empty without one. */
    private String metadata(String wanted) {
        String metadata = metadata();
        String found = "";
        for (String pair : metadata == null ? new String[0] : metadata.split(",", -1)) {
            String[] words = pair.strip().split(" ", 2);
            String value = decode(words.length == 2 ? words[1].strip() : "");
            found = words[0].equals(wanted) ? value : found;
        }
        return found;
    }

    private static String decode(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw invalid("Upload-Metadata");
        }
    }

    private long number(String header) {
        String text = http.getHeader(header);
        if (text == null || !text.strip().matches("[0-9]{1,18}")) {
            throw invalid(header);
        }
        return Long.parseLong(text.strip());
    }

    static Problem invalid(String header) {
        return Problem.invalid(header, "INVALID_HEADER", "请求头缺失或无效 / the header is missing or invalid");
    }
}
