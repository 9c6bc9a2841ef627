package io.wealthcrm.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * An extra field as whoever reads it may know it.
 *
 * @param choices of a CHOICE
 * @param writable whether the reader may edit it
 * @param readableBy who else sees it; for administrators alone, as {@code writableBy} and {@code retiredAt} are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExtraFieldView(
        UUID id,
        String key,
        ExtraFieldKind kind,
        String labelZh,
        String labelEn,
        List<String> choices,
        boolean required,
        boolean sensitive,
        boolean writable,
        int position,
        Set<Role> readableBy,
        Set<Role> writableBy,
        Instant retiredAt,
        long version) {

    static ExtraFieldView of(ExtraField field, Caller reader) {
        boolean keeper = reader.has(Role.ADMIN);
        return new ExtraFieldView(
                field.id,
                field.key,
                field.kind,
                field.labelZh,
                field.labelEn,
                field.kind == ExtraFieldKind.CHOICE ? List.of(field.choices) : null,
                field.required,
                field.sensitive,
                field.isWrittenBy(reader.roles()),
                field.position,
                keeper ? ExtraField.roles(field.readableBy) : null,
                keeper ? ExtraField.roles(field.writableBy) : null,
                keeper ? field.retiredAt : null,
                field.version);
    }
}
