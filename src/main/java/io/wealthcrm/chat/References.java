package io.wealthcrm.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What a message points at: the one it answers and the people it mentions (@). Whether they are there is for the store to
 * say, which knows what the sender may see.
 *
 * @param replyTo the seq of the message it answers, or null
 * @param mentions members by id, each once
 * @param everybody whether all members are meant ({@code @all})
 */
record References(Long replyTo, List<UUID> mentions, boolean everybody) {
    static final int MAX_MENTIONS = 100;
    static final String EVERYBODY = "@all";

    /** Reads {@code replyTo} and {@code mentions} of a body, and writes the ids as the service spells them. */
    static References take(ObjectNode body) throws BadFrame {
        JsonNode replyTo = body.get("replyTo");
        Set<String> named = mentions(body.get("mentions"));
        if (!named.isEmpty()) {
            ArrayNode spelled = body.putArray("mentions");
            named.forEach(spelled::add);
        }
        return new References(
                replyTo == null || replyTo.isNull() ? null : FrameParser.seq(replyTo),
                named.stream()
                        .filter(name -> !name.equals(EVERYBODY))
                        .map(UUID::fromString)
                        .toList(),
                named.contains(EVERYBODY));
    }

    private static Set<String> mentions(JsonNode list) throws BadFrame {
        Set<String> named = new LinkedHashSet<>();
        if (list == null || list.isNull()) {
            return named;
        }
        if (!list.isArray() || list.size() > MAX_MENTIONS) {
            throw new BadFrame("mentions");
        }
        for (JsonNode one : list) {
            boolean first = named.add(
                    one.isTextual() && one.textValue().equals(EVERYBODY)
                            ? EVERYBODY
                            : FrameParser.uuid(one).toString());
            if (!first) {
                throw new BadFrame("mentions");
            }
        }
        return named;
    }
}
