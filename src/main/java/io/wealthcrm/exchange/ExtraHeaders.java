package io.wealthcrm.exchange;

import io.wealthcrm.customer.WritableField;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Knows extra fields by the headers of their columns: {@code extra.<key>}, the key, or the label in either language. */
final class ExtraHeaders {
    private final List<WritableField> fields;

    /** @param fields those whoever asks may write */
    ExtraHeaders(List<WritableField> fields) {
        this.fields = fields;
    }

    /**
     * The key that the header means; null where it means none, or more than one. What is named with {@code extra.} before it may be
     * no field of theirs.
     */
    String key(String header) {
        if (header.startsWith(ColumnMapping.EXTRA)) {
            return header.substring(ColumnMapping.EXTRA.length());
        }
        String exact = only(name -> name.equals(header));
        String bare = CustomerField.bare(header);
        return exact != null || bare.isEmpty()
                ? exact
                : only(name -> CustomerField.bare(name).equals(bare));
    }

    private String only(Predicate<String> means) {
        List<String> keys = fields.stream()
                .filter(field ->
                        Stream.of(field.key(), field.labelZh(), field.labelEn()).anyMatch(means))
                .map(WritableField::key)
                .toList();
        return keys.size() == 1 ? keys.get(0) : null;
    }
}
