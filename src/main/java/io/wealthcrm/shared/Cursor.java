package io.wealthcrm.shared;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The sort key of the last row of a page, opaque to clients. It only narrows a query that is already within the caller's
 * scope, so it is not signed; parts that do not parse are {@code INVALID_CURSOR}.
 */
public record Cursor(List<String> parts) {
    /** What a timestamptz holds. */
    private static final Instant EARLIEST = Instant.parse("-4712-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("+294275-12-31T00:00:00Z");

    public static Cursor of(Object... parts) {
        return new Cursor(Arrays.stream(parts).map(String::valueOf).toList());
    }

    /** Null for null: the first page. @throws Problem INVALID_CURSOR unless it has {@code size} parts */
    public static Cursor parse(String text, int size) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            List<String> parts = List.of(plain.split("\u001f", -1));
            if (parts.size() != size || plain.indexOf('\0') >= 0) {
                throw Problem.of(CommonProblem.INVALID_CURSOR);
            }
            return new Cursor(parts);
        } catch (IllegalArgumentException notBase64) {
            throw Problem.of(CommonProblem.INVALID_CURSOR);
        }
    }

    public String encode() {
        String plain = parts.stream().collect(Collectors.joining("\u001f"));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    public UUID uuid(int index) {
        return part(index, UUID::fromString);
    }

    public Instant instant(int index) {
        return part(index, Cursor::storable);
    }

    private static Instant storable(String text) {
        Instant instant = Instant.parse(text);
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw new DateTimeException("out of range");
        }
        return instant;
    }

    public LocalDate date(int index) {
        return part(index, LocalDate::parse);
    }

    public long number(int index) {
        return part(index, Long::parseLong);
    }

    public String text(int index) {
        return parts.get(index);
    }

    private <T> T part(int index, Function<String, T> parser) {
        try {
            return parser.apply(parts.get(index));
        } catch (IllegalArgumentException | DateTimeException malformed) {
            throw Problem.of(CommonProblem.INVALID_CURSOR);
        }
    }
}
