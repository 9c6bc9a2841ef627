package io.wealthcrm.exchange;

import io.wealthcrm.customer.CustomerDraft;
import io.wealthcrm.shared.Ids;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads rows as customers, by a mapping of columns. */
final class DraftReader {
    /** {@code 1990-01-31}, {@code 1990/1/31}, {@code 1990.1.31}, {@code 1990年1月31日}, with a time of day or not. */
    private static final Pattern DATE = Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?(?:[ T].*)?");

    private static final DateTimeFormatter DIGITS =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

    /** The day before a spreadsheet's day 1, as it counts from March 1900 on. */
    private static final LocalDate SPREADSHEET_ZERO = LocalDate.of(1899, 12, 30);

    private final ColumnMapping mapping;
    private final int width;

    /** @param width how many columns the header has */
    DraftReader(ColumnMapping mapping, int width) {
        this.mapping = mapping;
        this.width = width;
    }

    /** A row as a customer, or why it is none. */
    record Read(int line, CustomerDraft draft, RowRefusal refusal, CustomerField field) {
        static Read refused(int line, RowRefusal refusal, CustomerField field) {
            return new Read(line, null, refusal, field);
        }
    }

    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
        private final RowRefusal refusal;
        private final CustomerField field;

        private Unreadable(RowRefusal refusal, CustomerField field) {
            super(null, null, false, false);
            this.refusal = refusal;
            this.field = field;
        }
    }

    Read read(TableRow row) {
        if (row.isWiderThan(width)) {
            return Read.refused(row.line(), RowRefusal.CELLS_BEYOND_HEADER, null);
        }
        try {
            return new Read(row.line(), draft(row), null, null);
        } catch (Unreadable unreadable) {
            return Read.refused(row.line(), unreadable.refusal, unreadable.field);
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
                interests(row));
    }

    private Cell cell(TableRow row, CustomerField field) throws Unreadable {
        Integer column = mapping.column(field);
        Cell cell = column == null ? Cell.EMPTY : row.cell(column);
        if (cell.kind() == Cell.Kind.FORMULA || isFormula(cell.text()) && field != CustomerField.PHONE) {
            throw new Unreadable(RowRefusal.FORMULA_NOT_ALLOWED, field);
        }
        return cell;
    }

    /** What a spreadsheet would run; a lone dash is how people write "none". */
    private static boolean isFormula(String text) {
        return text.length() > 1 && "=+-@".indexOf(text.charAt(0)) >= 0;
    }

    private String required(TableRow row, CustomerField field) throws Unreadable {
        String text = text(row, field);
        if (text == null) {
            throw new Unreadable(RowRefusal.VALUE_MISSING, field);
        }
        return text;
    }

    /** Null for an empty cell. */
    private String text(TableRow row, CustomerField field) throws Unreadable {
        String text = cell(row, field).text();
        return text.isEmpty() || text.equals("-") || text.equals("/") ? null : text;
    }

    private String kind(TableRow row, CustomerField field) throws Unreadable {
        String word = text(row, field);
        String kind = word == null ? null : Wording.kind(field, word);
        if (word != null && kind == null) {
            throw new Unreadable(RowRefusal.UNKNOWN_VALUE, field);
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
        String text = text(row, CustomerField.BIRTHDAY);
        if (text == null) {
            return null;
        }
        boolean number = cell(row, CustomerField.BIRTHDAY).kind() == Cell.Kind.NUMBER;
        try {
            return number && text.matches("\\d{1,5}(\\.\\d+)?")
                    ? SPREADSHEET_ZERO.plusDays((long) Double.parseDouble(text))
                    : date(text);
        } catch (DateTimeException impossible) {
            throw new Unreadable(RowRefusal.INVALID_INPUT, CustomerField.BIRTHDAY);
        }
    }

    private static LocalDate date(String text) {
        Matcher date = DATE.matcher(text);
        return date.matches()
                ? LocalDate.of(
                        Integer.parseInt(date.group(1)),
                        Integer.parseInt(date.group(2)),
                        Integer.parseInt(date.group(3)))
                : LocalDate.parse(text, DIGITS);
    }
}
