package io.wealthcrm.customer;

import java.util.List;

/**
 * An extra field that somebody writes, as {@code /extra-fields} defines it.
 *
 * @param choices of a CHOICE, else empty
 */
public record WritableField(String key, ExtraFieldKind kind, String labelZh, String labelEn, List<String> choices) {

    static WritableField of(ExtraField field) {
        return new WritableField(field.key, field.kind, field.labelZh, field.labelEn, List.of(field.choices));
    }

    /** Whether the field may hold this text, number or truth value. */
    public boolean fits(Object value) {
        return kind.fits(value, choices);
    }
}
