package io.wealthcrm.approval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.ClasspathSchemaLoader;
import com.networknt.schema.resource.DisallowSchemaLoader;
import io.quarkus.runtime.StartupEvent;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Forms of free-form requests, checked against the JSON schema (2020-12) of their flow's version. Schemas are written by
 * administrators but run on every request, so they keep to words that end: no references (a schema could contain itself or
 * reach out), patterns by an engine of linear time.
 */
@ApplicationScoped
class Forms {
    /** Of a schema, and of a form, as JSON. */
    private static final int MAX_SIZE = 32_768;

    private static final int MAX_DEPTH = 12;

    private static final Set<String> WORDS = Set.of(
            "type",
            "title",
            "description",
            "default",
            "examples",
            "enum",
            "const",
            "properties",
            "required",
            "additionalProperties",
            "minProperties",
            "maxProperties",
            "items",
            "minItems",
            "maxItems",
            "minLength",
            "maxLength",
            "pattern",
            "format",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "allOf",
            "anyOf",
            "oneOf",
            "not",
            "if",
            "then",
            "else");

    /** Their values are schemas, or maps or lists of them; what stands in other words is data. */
    private static final Set<String> WITHIN =
            Set.of("items", "additionalProperties", "allOf", "anyOf", "oneOf", "not", "if", "then", "else");

    private static final Set<String> FORMATS = Set.of("date", "date-time", "email", "uuid");

    private final ObjectMapper json;
    private final JsonSchemaFactory factory;
    private final SchemaValidatorsConfig settings = SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(true)
            .regularExpressionFactory(LinearPattern::of)
            .locale(Locale.ROOT)
            .pathType(PathType.JSON_POINTER)
            .build();

    Forms(ObjectMapper json) {
        this.json = json;
        factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.values(list ->
                        list.addAll(List.of(new ClasspathSchemaLoader(), DisallowSchemaLoader.getInstance())))));
    }

    /** The library reads its own schemas from the disk when first used, which would hold an event loop up. */
    void warmUp(@Observes StartupEvent event) {
        Map<String, Object> schema = Map.of("type", "object");
        requireSchema(schema);
        requireFits(schema, Map.of());
    }

    /** @throws Problem INVALID_INPUT with what is wrong with the schema; null is none, and fine */
    void requireSchema(Map<String, Object> schema) {
        if (schema == null) {
            return;
        }
        JsonNode tree = json.valueToTree(schema);
        requireSize("/formSchema", tree);
        requireWords("/formSchema", tree, 0);
        JsonSchema meta = factory.getSchema(SchemaLocation.of(SchemaId.V202012), settings);
        List<Problem.Invalid> faults = faults("/formSchema", meta.validate(tree));
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    /** @throws Problem INVALID_INPUT with each fault; without a schema no form is taken */
    void requireFits(Map<String, Object> schema, Map<String, Object> form) {
        if (schema == null) {
            if (form != null) {
                throw Problem.invalid("/form", "UNEXPECTED", "该类型没有表单 / this kind takes no form");
            }
            return;
        }
        JsonNode tree = json.valueToTree(form == null ? Map.of() : form);
        requireSize("/form", tree);
        List<Problem.Invalid> faults = faults(
                "/form",
                factory.getSchema(json.<JsonNode>valueToTree(schema), settings).validate(tree));
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    private static void requireSize(String pointer, JsonNode tree) {
        if (tree.toString().length() > MAX_SIZE) {
            throw Problem.invalid(pointer, "SIZE", "0…" + MAX_SIZE);
        }
    }

    private static void requireWords(String pointer, JsonNode schema, int depth) {
        if (depth > MAX_DEPTH) {
            throw Problem.invalid(pointer, "TOO_DEEP", "层级过深 / nested too deep");
        }
        schema.properties().forEach(word -> {
            String at = pointer + "/" + word.getKey();
            if (!WORDS.contains(word.getKey())) {
                throw Problem.invalid(at, "UNSUPPORTED", "不支持的关键字 / unsupported keyword");
            }
            if (word.getKey().equals("pattern")
                    && !LinearPattern.understands(word.getValue().asText())) {
                throw Problem.invalid(at, "MALFORMED", "正则表达式无效 / not a supported pattern");
            }
            if (word.getKey().equals("format")
                    && !FORMATS.contains(word.getValue().asText())) {
                throw Problem.invalid(at, "UNSUPPORTED", String.join(", ", FORMATS));
            }
            boolean schemas =
                    word.getKey().equals("properties") || word.getValue().isArray();
            if (word.getKey().equals("properties") || WITHIN.contains(word.getKey())) {
                requireWithin(at, word.getValue(), schemas, depth + 1);
            }
        });
    }

    private static void requireWithin(String pointer, JsonNode value, boolean several, int depth) {
        if (several) {
            value.forEach(schema -> requireWords(pointer, schema, depth));
        } else {
            requireWords(pointer, value, depth);
        }
    }

    private static List<Problem.Invalid> faults(String pointer, Set<ValidationMessage> messages) {
        return messages.stream()
                .limit(50)
                .map(message -> new Problem.Invalid(
                        pointer
                                + message.getInstanceLocation()
                                + (message.getProperty() == null ? "" : "/" + message.getProperty()),
                        message.getType().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT),
                        message.getMessage()))
                .toList();
    }
}
