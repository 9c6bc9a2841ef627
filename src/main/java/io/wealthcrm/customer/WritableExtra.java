package io.wealthcrm.customer;

import io.wealthcrm.shared.Problem;
import java.util.Collection;
import java.util.List;

/** What somebody may write of the extra fields of many customers, by the definitions and roles of now. */
public final class WritableExtra {
    private final FieldAccess access;

    WritableExtra(FieldAccess access) {
        this.access = access;
    }

    /** In their order. */
    public List<WritableField> fields() {
        return access.writable().map(WritableField::of).toList();
    }

    /** Keys of those that a new customer must have. */
    public List<String> required() {
        return access.writable()
                .filter(field -> field.required)
                .map(field -> field.key)
                .toList();
    }

    /** Keys of those that are written only while the customer's separate consent holds. */
    public List<String> sensitive() {
        return access.writable()
                .filter(field -> field.sensitive)
                .map(field -> field.key)
                .toList();
    }

    /** @throws Problem FIELD_NOT_WRITABLE, INVALID_INPUT for a key that nobody defined, or that is out of sight */
    public void require(Collection<String> keys) {
        keys.forEach(access::requireDefined);
    }
}
