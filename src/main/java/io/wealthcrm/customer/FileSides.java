package io.wealthcrm.customer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wealthcrm.identity.Phone;
import io.wealthcrm.shared.Problem;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Two profiles as JSON, and what comes of choosing between them field by field; of extra fields what whoever chooses sees. */
final class FileSides {
    private final ObjectNode survivor;
    private final ObjectNode merged;
    private final Map<MergeField, Side> asked;
    private final Map<MergeField, Side> chosen = new EnumMap<>(MergeField.class);

    /** What nobody chose is the survivor's, if it has a value; lists and own fields are put together. @throws Problem INVALID_INPUT */
    FileSides(ObjectNode survivor, ObjectNode merged, Map<MergeField, Side> asked) {
        this.survivor = survivor;
        this.merged = merged;
        this.asked = asked;
        for (MergeField field : MergeField.values()) {
            Side side = asked.get(field);
            if (side == Side.BOTH && !field.adds()) {
                throw Problem.invalid("/fields/" + field.member(), "ENUM", "SURVIVOR, MERGED");
            }
            chosen.put(field, side == null ? natural(field) : side);
        }
    }

    private Side natural(MergeField field) {
        if (field.adds()) {
            return Side.BOTH;
        }
        return survivor.hasNonNull(field.member()) || !merged.hasNonNull(field.member()) ? Side.SURVIVOR : Side.MERGED;
    }

    /** Whether somebody chose it, rather than left it to the rule. */
    boolean isAsked(MergeField field) {
        return asked.get(field) != null;
    }

    boolean takesMerged(MergeField field) {
        return chosen.get(field) == Side.MERGED;
    }

    /** Whether both have a value, and not the same. */
    boolean differ(MergeField field) {
        return survivor.hasNonNull(field.member())
                && merged.hasNonNull(field.member())
                && !survivor.get(field.member()).equals(merged.get(field.member()));
    }

    /** The profile that comes out; who serves the customer is no part of it. */
    ObjectNode result() {
        ObjectNode result = survivor.objectNode();
        chosen.forEach((field, side) -> result.set(field.member(), value(field, side)));
        result.remove(MergeField.ADVISOR.member());
        return result;
    }

    private JsonNode value(MergeField field, Side side) {
        JsonNode ours = survivor.get(field.member());
        JsonNode theirs = merged.get(field.member());
        return switch (side) {
            case SURVIVOR -> ours;
            case MERGED -> theirs;
            case BOTH ->
                field == MergeField.EXTRA
                        ? both((ObjectNode) ours, (ObjectNode) theirs)
                        : both((ArrayNode) ours, (ArrayNode) theirs);
        };
    }

    private static JsonNode both(ObjectNode ours, ObjectNode theirs) {
        ObjectNode all = theirs.deepCopy();
        all.setAll(ours);
        return all;
    }

    private static JsonNode both(ArrayNode ours, ArrayNode theirs) {
        ArrayNode all = ours.deepCopy();
        theirs.forEach(one -> {
            if (!contains(ours, one)) {
                all.add(one);
            }
        });
        return all;
    }

    private static boolean contains(ArrayNode all, JsonNode one) {
        for (JsonNode other : all) {
            if (other.equals(one)) {
                return true;
            }
        }
        return false;
    }

    /** The fields that either has, for showing. */
    List<MergedField> shown() {
        return chosen.entrySet().stream()
                .map(choice -> new MergedField(
                        choice.getKey().member(),
                        masked(choice.getKey(), survivor),
                        masked(choice.getKey(), merged),
                        choice.getValue()))
                .filter(field -> field.survivor() != null || field.merged() != null)
                .toList();
    }

    private static JsonNode masked(MergeField field, ObjectNode profile) {
        JsonNode value = profile.get(field.member());
        if (value == null || value.isNull() || value.isContainerNode() && value.isEmpty()) {
            return null;
        }
        return switch (field) {
            case PHONE -> profile.textNode(Phone.mask(value.textValue()));
            case ID_NUMBER -> profile.textNode(IdNumber.mask(value.textValue()));
            default -> value;
        };
    }

    static ObjectNode json(Customer customer, FieldAccess access, PersonalData personal, ObjectMapper json) {
        ObjectNode profile = json.valueToTree(customer.profile(personal, access.seen(customer)));
        UUID advisor = customer.advisorId;
        return profile.put(MergeField.ADVISOR.member(), advisor == null ? null : advisor.toString());
    }
}
