package io.wealthcrm.exchange;

import io.wealthcrm.customer.CustomerDraft;
import io.wealthcrm.customer.ExtraFieldKind;
import io.wealthcrm.customer.WritableField;
import io.wealthcrm.shared.Ids;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads rows as customers, by a mapping of columns. */
final class DraftReader {
    private final ColumnMapping mapping;
    private final List<WritableField> fields;
    private final int width;

    /**
     * @param fields the extra fields that the mapping has columns of, and others
     * @param width how many columns the header has
     */
    DraftReader(ColumnMapping mapping, List<WritableField> fields, int width) {
        this.mapping = mapping;
        this.fields = fields.stream()
                .filter(field -> mapping.extra().containsKey(field.key()))
                .toList();
        this.width = width;
    }

    /** A row as a customer, or why it is none. @param field as the report calls it */
    record Read(int line, CustomerDraft draft, RowRefusal refusal, String field) {
        static Read refused(int line, RowRefusal refusal, String field) {
            return new Read(line, null, refusal, field);
        }
    }

    Read read(TableRow row) {
        if (row.isWiderThan(width)) {
            return Read.refused(row.line(), RowRefusal.CELLS_BEYOND_HEADER, null);
        }
        try {
            return new Read(row.line(), draft(row), null, null);
        } catch (Unreadable unreadable) {
            return Read.refused(row.line(), unreadable.refusal(), unreadable.field());
        }
    }

    private CustomerDraft draft(TableRow row) throws Unreadable {
        return new CustomerDraft(
                Ids.next(),
                required(row, CustomerField.NAME),
                required(row, CustomerField.PHONE),
                kind(row, CustomerField.GENDER),
                birthday(row),
                text(row, CustomerField.ID_NUMBER),
                kind(row, CustomerField.OCCUPATION),
                text(row, CustomerField.CITY),
                text(row, CustomerField.HOMETOWN),
                kind(row, CustomerField.CHANNEL),
                kind(row, CustomerField.ASSET_BAND),
                interests(row),
                extra(row));
    }

    private Cell cell(TableRow row, CustomerField field) throws Unreadable {
        return cell(row, mapping.column(field), field.jsonName(), field == CustomerField.PHONE);
    }

    /** Empty where it says nothing, which a dash behind an apostrophe does not. @param signed whether a value may begin with a sign */
    private static Cell cell(TableRow row, Integer column, String field, boolean signed) throws Unreadable {
        Cell cell = column == null ? Cell.EMPTY : row.cell(column);
        if (cell.kind() == Cell.Kind.FORMULA || cell.startsFormula() && !signed) {
            throw new Unreadable(RowRefusal.FORMULA_NOT_ALLOWED, field);
        }
        return cell.saysNothing() ? Cell.EMPTY : cell.plain();
    }

    private String required(TableRow row, CustomerField field) throws Unreadable {
        String text = text(row, field);
        if (text == null) {
            throw new Unreadable(RowRefusal.VALUE_MISSING, field.jsonName());
        }
        return text;
    }

    /** Null for an empty cell. */
    private String text(TableRow row, CustomerField field) throws Unreadable {
        Cell cell = cell(row, field);
        return cell.isEmpty() ? null : cell.text();
    }

    private String kind(TableRow row, CustomerField field) throws Unreadable {
        String word = text(row, field);
        String kind = word == null ? null : Wording.kind(field, word);
        if (word != null && kind == null) {
            throw new Unreadable(RowRefusal.UNKNOWN_VALUE, field.jsonName());
        }
        return kind;
    }

    private List<String> interests(TableRow row) throws Unreadable {
        String text = text(row, CustomerField.INTERESTS);
        return text == null
                ? List.of()
                : Arrays.stream(text.split("[,，、;；/|]", -1))
                        .map(String::strip)
                        .filter(interest -> !interest.isEmpty())
                        .toList();
    }

    private LocalDate birthday(TableRow row) throws Unreadable {
        Cell cell = cell(row, CustomerField.BIRTHDAY);
        try {
            return cell.isEmpty() ? null : CellDate.of(cell);
        } catch (DateTimeException impossible) {
            throw new Unreadable(RowRefusal.INVALID_INPUT, CustomerField.BIRTHDAY.jsonName());
        }
    }

    /** Only what the row says something of. */
    private Map<String, Object> extra(TableRow row) throws Unreadable {
        Map<String, Object> extra = new LinkedHashMap<>();
        for (WritableField field : fields) {
            Integer column = mapping.extra().get(field.key());
            boolean signed = field.kind() == ExtraFieldKind.NUMBER;
            Cell cell = cell(row, column, ExtraCell.name(field.key()), signed);
            if (!cell.isEmpty()) {
                extra.put(field.key(), ExtraCell.value(cell, field));
            }
        }
        return extra;
    }
}
