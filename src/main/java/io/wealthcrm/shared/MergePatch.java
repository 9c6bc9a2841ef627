package io.wealthcrm.shared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import jakarta.ws.rs.WebApplicationException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * JSON Merge Patch (RFC 7396) of a record that can also be sent whole: what the patch names is replaced, what it names as
 * null is removed, the rest stays. The result is checked as if it had been sent whole.
 */
@ApplicationScoped
public class MergePatch {
    private final ObjectMapper json;
    private final Validator validator;

    MergePatch(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /** The patched record; {@code current} stays as it is. Fails as a request body with the same faults would, with 400. */
    public <T extends Record> T apply(T current, ObjectNode patch, Class<T> type) {
        requireKnown(patch, type);
        T merged = read(merge(json.valueToTree(current), patch), type);
        var violations = validator.validate(merged);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return merged;
    }

    /** A member named as null is gone before the record is read, so the reading would not miss it. */
    private static void requireKnown(ObjectNode patch, Class<? extends Record> type) {
        Set<String> known = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
        patch.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                CommonProblem code = CommonProblem.UNKNOWN_FIELD;
                throw Problem.invalid(Problem.pointer(List.of(name)), code.name(), code.zh() + " / " + code.en());
            }
        });
    }

    private <T> T read(JsonNode tree, Class<T> type) {
        try {
            return StrictBodies.read(tree, type);
        } catch (JsonProcessingException misfit) {
            throw new WebApplicationException(misfit, 400);
        }
    }

    private static JsonNode merge(JsonNode target, ObjectNode patch) {
        ObjectNode merged = target instanceof ObjectNode object ? object : patch.objectNode();
        patch.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                merged.remove(member.getKey());
            } else if (member.getValue() instanceof ObjectNode nested) {
                merged.set(member.getKey(), merge(merged.get(member.getKey()), nested));
            } else {
                merged.set(member.getKey(), member.getValue());
            }
        });
        return merged;
    }
}
