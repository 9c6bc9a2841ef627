package io.wealthcrm.customer;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The extra fields of a customer that somebody may see, by key. Made by {@link FieldAccess} alone: the values cannot be answered
 * in another way, for the customer keeps them to itself.
 */
public final class VisibleExtra {
    private final Map<String, Object> values;

    VisibleExtra(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Texts, numbers and truth values. */
    @JsonValue
    public Map<String, Object> values() {
        return values;
    }

    /** Without personal data: this may end in a log. */
    @Override
    public String toString() {
        return "VisibleExtra[]";
    }
}
