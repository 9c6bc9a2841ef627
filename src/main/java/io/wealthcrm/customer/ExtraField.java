package io.wealthcrm.customer;

import io.wealthcrm.identity.Role;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The definition of an extra field (自定义字段): what it is called, what it holds, who sees and who writes it. */
@Entity
@Table(name = "extra_fields")
class ExtraField {
    @Id
    UUID id;

    String key;
    String labelZh;
    String labelEn;

    @Enumerated(EnumType.STRING)
    ExtraFieldKind kind;

    @JdbcTypeCode(SqlTypes.ARRAY)
    String[] choices;

    boolean required;
    boolean sensitive;

    @JdbcTypeCode(SqlTypes.ARRAY)
    String[] readableBy;

    @JdbcTypeCode(SqlTypes.ARRAY)
    String[] writableBy;

    short position;
    Instant retiredAt;

    @Version
    long version;

    /** {@code input} is checked. */
    static ExtraField of(UUID id, NewExtraField input, Instant now) {
        ExtraField field = new ExtraField();
        field.id = id;
        field.key = input.key();
        field.kind = input.kind();
        field.change(input.terms(), now);
        return field;
    }

    /** {@code terms} are checked. */
    void change(ExtraFieldTerms terms, Instant now) {
        labelZh = terms.labelZh().strip();
        labelEn = terms.labelEn().strip();
        choices = terms.choices() == null ? new String[0] : terms.choices().toArray(String[]::new);
        required = Boolean.TRUE.equals(terms.required());
        sensitive = Boolean.TRUE.equals(terms.sensitive());
        readableBy = names(terms.readableBy());
        writableBy = names(terms.writableBy() == null ? Set.of() : terms.writableBy());
        position = terms.position() == null ? 0 : terms.position().shortValue();
        boolean retired = Boolean.TRUE.equals(terms.retired());
        retiredAt = !retired ? null : retiredAt == null ? now : retiredAt;
    }

    ExtraFieldTerms terms() {
        return new ExtraFieldTerms(
                labelZh,
                labelEn,
                List.of(choices),
                required,
                sensitive,
                roles(readableBy),
                roles(writableBy),
                (int) position,
                retiredAt != null);
    }

    boolean isReadBy(Set<Role> roles) {
        return retiredAt == null && anyOf(roles, readableBy);
    }

    boolean isWrittenBy(Set<Role> roles) {
        return retiredAt == null && anyOf(roles, writableBy);
    }

    private static boolean anyOf(Set<Role> roles, String[] named) {
        return Arrays.stream(named).map(Role::valueOf).anyMatch(roles::contains);
    }

    private static String[] names(Collection<Role> roles) {
        return new TreeSet<>(roles).stream().map(Role::name).toArray(String[]::new);
    }

    static Set<Role> roles(String[] names) {
        return new TreeSet<>(Arrays.stream(names).map(Role::valueOf).toList());
    }
}
