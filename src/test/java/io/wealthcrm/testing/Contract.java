package io.wealthcrm.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wealthcrm.testing.AccessMatrix.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The contract as the build publishes it, read for the bodies that routes take. */
public final class Contract {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A value that fits by name, where the schema says too little. */
    private static final Map<String, String> FITTING = Map.of(
            "phone", "13900000000",
            "amount", "9000000.00",
            "fraction", "1.0000",
            "contractNumber", "HT-1",
            "bankAccount", "6222020200112230000");

    private final JsonNode tree;

    private Contract(JsonNode tree) {
        this.tree = tree;
    }

    public static Contract built() {
        try {
            return new Contract(
                    JSON.readTree(Path.of("target/openapi/openapi.json").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The least body that fits: what is required and nothing else; null where none is taken as JSON. */
    public JsonNode body(Route route) {
        JsonNode schema = schema(route);
        return schema.isMissingNode() ? null : example("", resolved(schema));
    }

    /** Whether an empty body is refused. */
    public boolean asksForABody(Route route) {
        return !resolved(schema(route)).path("required").isEmpty();
    }

    private JsonNode schema(Route route) {
        JsonNode content = tree.path("paths")
                .path(route.path())
                .path(route.method().toLowerCase(Locale.ROOT))
                .path("requestBody")
                .path("content");
        JsonNode json = content.path("application/json");
        return json.isMissingNode() ? content.path("*/*").path("schema") : json.path("schema");
    }

    private JsonNode resolved(JsonNode schema) {
        JsonNode found = schema.has("allOf") ? schema.get("allOf").get(0) : schema;
        String ref = found.path("$ref").asText();
        return ref.isEmpty() ? found : resolved(tree.at(ref.substring(1)));
    }

    private JsonNode example(String name, JsonNode schema) {
        if (schema.has("enum")) {
            return schema.get("enum").get(0);
        }
        String type = schema.path("type").isArray()
                ? schema.path("type").get(0).asText()
                : schema.path("type").asText();
        return switch (type) {
            case "object" -> object(schema);
            case "array" -> array(name, schema);
            case "integer", "number" ->
                JSON.getNodeFactory().numberNode(schema.path("minimum").asInt(1));
            case "boolean" -> JSON.getNodeFactory().booleanNode(true);
            default -> JSON.getNodeFactory().textNode(text(name, schema));
        };
    }

    private ObjectNode object(JsonNode schema) {
        ObjectNode body = JSON.createObjectNode();
        schema.path("required").forEach(member -> {
            JsonNode part = resolved(schema.path("properties").path(member.asText()));
            body.set(member.asText(), example(member.asText(), part));
        });
        return body;
    }

    private ArrayNode array(String name, JsonNode schema) {
        ArrayNode items = JSON.createArrayNode();
        for (int i = 0; i < schema.path("minItems").asInt(0); i++) {
            items.add(example(name, resolved(schema.path("items"))));
        }
        return items;
    }

    private static String text(String name, JsonNode schema) {
        if (FITTING.containsKey(name)) {
            return FITTING.get(name);
        }
        if (schema.path("examples").path(0).isTextual()) {
            return schema.get("examples").get(0).asText();
        }
        return switch (schema.path("format").asText()) {
            case "uuid" -> UUID.randomUUID().toString();
            case "date" -> "2026-01-31";
            case "date-time" -> Instant.now().minus(Duration.ofMinutes(1)).toString();
            default -> "x".repeat(Math.max(1, schema.path("minLength").asInt(1)));
        };
    }
}
