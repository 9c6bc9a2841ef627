package io.wealthcrm.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.UUID;

/** What a card (卡片) refers to; what it shows is for each reader to see or not. */
record Card(Type type, UUID id) {
    private static final Set<String> MEMBERS = Set.of("type", "id", "replyTo", "mentions");

    /** What a card can stand for. */
    enum Type {
        PRODUCT,
        ORDER,
        CUSTOMER
    }

    /** Reads a card's body, which holds the reference and nothing else, and writes the id as the service spells it. */
    static Card take(ObjectNode body) throws BadFrame {
        if (body.properties().stream().anyMatch(member -> !MEMBERS.contains(member.getKey()))) {
            throw new BadFrame("card");
        }
        UUID id = FrameParser.uuid(body.get("id"));
        body.put("id", id.toString());
        return new Card(type(body), id);
    }

    /** The reference in the body of a stored card. */
    static Card of(JsonNode body) {
        return new Card(
                Type.valueOf(body.path("type").asText()),
                UUID.fromString(body.path("id").asText()));
    }

    private static Type type(JsonNode body) throws BadFrame {
        try {
            return Type.valueOf(body.path("type").asText());
        } catch (IllegalArgumentException unknown) {
            throw new BadFrame("card");
        }
    }
}
