package io.wealthcrm.chat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wealthcrm.shared.Storable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads client frames strictly: one JSON object, known names, right types. Anything else is a {@link BadFrame}. */
final class FrameParser {
    /** Bytes of a whole frame; larger ones close the socket with 4413. */
    static final int MAX_FRAME = 64 * 1024;

    /** Characters of a message's text. */
    static final int MAX_TEXT = 20_000;

    private static final int MAX_BODY = 48 * 1024;
    private static final int MAX_NAME = 100;

    /** U+0000, which PostgreSQL's jsonb cannot hold, as a body's text writes it; an escaped backslash before the letters is plain text. */
    private static final Pattern ZERO = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\u0000");

    private static final Map<String, Set<String>> MEMBERS = Map.of(
            "hello", Set.of("t", "v", "ticket", "device", "epoch", "have"),
            "send", Set.of("t", "id", "cid", "conv", "kind", "body"),
            "recv", Set.of("t", "conv", "seq"),
            "read", Set.of("t", "conv", "seq"),
            "typing", Set.of("t", "conv"),
            "auth", Set.of("t", "ticket"),
            "pong", Set.of("t"));

    private final ObjectMapper json = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(32)
                            .maxNumberLength(40)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    ClientFrame parse(String text) throws BadFrame {
        JsonNode frame = read(text);
        String type = string(frame, "t", MAX_NAME);
        Set<String> known = MEMBERS.get(type);
        if (known == null) {
            throw new BadFrame("unknown frame");
        }
        boolean strange = frame.properties().stream().anyMatch(member -> !known.contains(member.getKey()));
        if (type.equals("send")) {
            return send(frame, strange);
        }
        if (strange) {
            throw new BadFrame("unknown member");
        }
        return switch (type) {
            case "hello" -> hello(frame);
            case "recv" -> new ClientFrame.Received(uuid(frame, "conv"), seq(frame.get("seq")));
            case "read" -> new ClientFrame.Read(uuid(frame, "conv"), seq(frame.get("seq")));
            case "typing" -> new ClientFrame.Typing(uuid(frame, "conv"));
            case "auth" -> new ClientFrame.Auth(string(frame, "ticket", 200));
            default -> new ClientFrame.Pong();
        };
    }

    private JsonNode read(String text) throws BadFrame {
        try {
            JsonNode frame = json.readTree(text);
            if (frame == null || !frame.isObject()) {
                throw new BadFrame("not an object");
            }
            return frame;
        } catch (JsonProcessingException broken) {
            throw new BadFrame("not JSON");
        }
    }

    private static ClientFrame hello(JsonNode frame) throws BadFrame {
        JsonNode version = frame.get("v");
        if (version == null || !version.isInt() || version.intValue() != 1) {
            throw new BadFrame("unknown version");
        }
        Map<UUID, Long> have = new LinkedHashMap<>();
        JsonNode list = frame.get("have");
        if (list != null && !list.isNull()) {
            if (!list.isArray()) {
                throw new BadFrame("have");
            }
            for (JsonNode pair : list) {
                if (!pair.isArray() || pair.size() != 2) {
                    throw new BadFrame("have");
                }
                have.merge(uuid(pair.get(0)), seq(pair.get(1)), Math::max);
            }
        }
        JsonNode epoch = frame.get("epoch");
        return new ClientFrame.Hello(
                string(frame, "ticket", 200),
                string(frame, "device", MAX_NAME),
                epoch == null || epoch.isNull() ? null : string(frame, "epoch", MAX_NAME),
                have);
    }

    /** A send is answered by its request id wherever it has one, so that an app's slip does not cost it the socket. */
    private static ClientFrame send(JsonNode frame, boolean strange) throws BadFrame {
        String id = string(frame, "id", MAX_NAME);
        try {
            JsonNode body = frame.get("body");
            String kind = string(frame, "kind", MAX_NAME);
            if (strange || body == null || !body.isObject()) {
                return new ClientFrame.Refused(id, ErrorCode.BAD);
            }
            References references = References.take((ObjectNode) body);
            Card card = kind.equals("card") ? Card.take((ObjectNode) body) : null;
            String text = body.toString();
            if (text.length() > MAX_BODY || body.path("text").asText("").length() > MAX_TEXT) {
                return new ClientFrame.Refused(id, ErrorCode.TOO_BIG);
            }
            UUID file = fileOf(kind, body);
            return ZERO.matcher(text).find() || !Storable.isText(text)
                    ? new ClientFrame.Refused(id, ErrorCode.BAD)
                    : new ClientFrame.Send(
                            id, uuid(frame, "cid"), uuid(frame, "conv"), kind, text, file, card, references);
        } catch (BadFrame wrong) {
            return new ClientFrame.Refused(id, ErrorCode.BAD);
        }
    }

    private static UUID fileOf(String kind, JsonNode body) throws BadFrame {
        if (kind.equals("file")) {
            return uuid(body, "fileId");
        }
        if (kind.equals("card")) {
            return null;
        }
        if (!kind.equals("text") || string(body, "text", MAX_TEXT).isBlank()) {
            throw new BadFrame("kind");
        }
        return null;
    }

    private static String string(JsonNode frame, String name, int max) throws BadFrame {
        JsonNode value = frame.get(name);
        if (value == null
                || !value.isTextual()
                || value.textValue().isEmpty()
                || value.textValue().length() > max
                || !Storable.isText(value.textValue())) {
            throw new BadFrame(name);
        }
        return value.textValue();
    }

    private static UUID uuid(JsonNode frame, String name) throws BadFrame {
        return uuid(frame.get(name));
    }

    static UUID uuid(JsonNode value) throws BadFrame {
        // UUID.fromString also takes shortened forms, which would be given back in another spelling.
        if (value == null || !value.isTextual() || value.textValue().length() != 36) {
            throw new BadFrame("not a UUID");
        }
        try {
            return UUID.fromString(value.textValue());
        } catch (IllegalArgumentException malformed) {
            throw new BadFrame("not a UUID");
        }
    }

    static long seq(JsonNode value) throws BadFrame {
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new BadFrame("seq");
        }
        return value.longValue();
    }
}
