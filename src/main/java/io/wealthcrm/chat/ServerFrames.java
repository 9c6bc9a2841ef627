package io.wealthcrm.chat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;

/** Writes server frames. Ids, numbers and stored bodies need no escaping; everything else goes through Jackson. */
final class ServerFrames {
    static final String PING = "{\"t\":\"ping\"}";
    static final String AUTH_OK = "{\"t\":\"auth.ok\"}";
    static final String SYNCED = "{\"t\":\"synced\"}";

    private ServerFrames() {}

    static ObjectNode frame(String type) {
        return JsonNodeFactory.instance.objectNode().put("t", type);
    }

    static String welcome(String session, String epoch, Instant authUntil, ChatConfig config) {
        ObjectNode welcome = frame("welcome")
                .put("session", session)
                .put("epoch", epoch)
                .put("heartbeatMs", config.heartbeat().toMillis())
                .put("authExpiresAt", authUntil.toString());
        welcome.putObject("limits")
                .put("frameBytes", FrameParser.MAX_FRAME)
                .put("textLength", FrameParser.MAX_TEXT)
                .put("sendsPerSecond", config.sendsPerSecond())
                .put("sendBurst", config.sendBurst())
                .put("framesPerSecond", config.framesPerSecond())
                .put("replay", config.replayLimit());
        return welcome.toString();
    }

    /** Its body is a JSON object as PostgreSQL prints it. */
    static String message(Shown message) {
        StringBuilder out = new StringBuilder(260 + message.body().length())
                .append("{\"t\":\"msg\",\"conv\":\"")
                .append(message.conversationId())
                .append("\",\"seq\":")
                .append(message.seq())
                .append(",\"d\":{\"id\":\"")
                .append(message.id())
                .append('"');
        if (message.sender() != null) {
            out.append(",\"cid\":\"")
                    .append(message.cid())
                    .append("\",\"from\":\"")
                    .append(message.sender())
                    .append('"');
        }
        out.append(",\"kind\":\"")
                .append(message.kind())
                .append("\",\"body\":")
                .append(message.body())
                .append(",\"at\":\"")
                .append(message.at())
                .append('"');
        time(out, "editedAt", message.editedAt());
        time(out, "recalledAt", message.recalledAt());
        if (message.file() != null) {
            out.append(",\"file\":").append(message.file());
        }
        if (message.replyGone() != null) {
            out.append(",\"replyGone\":true");
        }
        return out.append("}}").toString();
    }

    private static void time(StringBuilder out, String name, Instant at) {
        if (at != null) {
            out.append(",\"").append(name).append("\":\"").append(at).append('"');
        }
    }

    static String gap(UUID conv, long from, long to) {
        return "{\"t\":\"gap\",\"conv\":\"" + conv + "\",\"from\":" + from + ",\"to\":" + to + "}";
    }

    /** Messages up to a seq are kept no longer: a device that has not seen them never will. */
    static String gone(UUID conv, long to) {
        return "{\"t\":\"gone\",\"conv\":\"" + conv + "\",\"to\":" + to + "}";
    }

    static String reset(String epoch) {
        return frame("reset").put("epoch", epoch).toString();
    }

    static String ok(String id, UUID message, long seq, boolean dup) {
        return frame("ok")
                .put("id", id)
                .put("mid", message.toString())
                .put("seq", seq)
                .put("dup", dup)
                .toString();
    }

    /** @param id of the request, or null when it had none; {@code retryMs} is left out unless positive */
    static String error(String id, ErrorCode code, long retryMs) {
        ObjectNode error = frame("err");
        if (id != null) {
            error.put("id", id);
        }
        error.put("code", code.name());
        if (retryMs > 0) {
            error.put("retryMs", retryMs);
        }
        return error.toString();
    }

    static String receipt(UUID conv, UUID user, long received, long read) {
        return "{\"t\":\"receipt\",\"conv\":\"" + conv + "\",\"user\":\"" + user + "\",\"recv\":" + received
                + ",\"read\":" + read + "}";
    }

    static String typing(UUID conv, UUID user) {
        return "{\"t\":\"typing\",\"conv\":\"" + conv + "\",\"user\":\"" + user + "\"}";
    }

    static String presence(UUID user, boolean online) {
        return "{\"t\":\"presence\",\"user\":\"" + user + "\",\"online\":" + online + "}";
    }

    /** @param inside false when the person left or was removed */
    static String member(UUID conv, UUID user, boolean inside) {
        return "{\"t\":\"member\",\"conv\":\"" + conv + "\",\"user\":\"" + user + "\",\"event\":\""
                + (inside ? "joined" : "left") + "\"}";
    }

    static String authDue(long inMs) {
        return frame("auth.due").put("inMs", inMs).toString();
    }
}
