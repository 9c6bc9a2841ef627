package io.wealthcrm.exchange;

import io.wealthcrm.customer.WritableField;
import io.wealthcrm.shared.VisibleText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DateTimeException;
import java.util.regex.Pattern;

/** Reads cells as values of extra fields, each by its field's kind. */
final class ExtraCell {
    private static final int LONGEST_NUMBER = 40;
    private static final MathContext SHOWN = new MathContext(15);

    /** {@code 1,234.50}: the commas may stand between thousands. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+|\\d{1,3}(,\\d{3})+)(\\.\\d+)?");

    private ExtraCell() {}

    /** What the report and the mapping call the field. */
    static String name(String key) {
        return ColumnMapping.EXTRA + key;
    }

    /** @param cell not empty */
    static Object value(Cell cell, WritableField field) throws Unreadable {
        Object value =
                switch (field.kind()) {
                    case TEXT -> cell.lines();
                    case NUMBER -> number(cell);
                    case BOOLEAN -> Wording.truth(cell.text());
                    case DATE -> date(cell);
                    case CHOICE -> choice(cell.text(), field);
                };
        if (value == null || !field.fits(value)) {
            throw new Unreadable(refusal(field), name(field.key()));
        }
        return value;
    }

    private static RowRefusal refusal(WritableField field) {
        return switch (field.kind()) {
            case TEXT -> RowRefusal.INVALID_INPUT;
            case NUMBER -> RowRefusal.INVALID_NUMBER;
            case BOOLEAN -> RowRefusal.INVALID_BOOLEAN;
            case DATE -> RowRefusal.INVALID_DATE;
            case CHOICE -> RowRefusal.UNKNOWN_VALUE;
        };
    }

    private static BigDecimal number(Cell cell) {
        String text = cell.text();
        if (text.length() > LONGEST_NUMBER || !NUMBER.matcher(text).matches()) {
            return null;
        }
        BigDecimal number = new BigDecimal(text.replace(",", ""));
        return cell.kind() == Cell.Kind.NUMBER ? shown(number) : number;
    }

    /** {@code 1.1} for {@code 1.1000000000000001}: spreadsheets keep a binary number in 17 digits and show 15. */
    private static BigDecimal shown(BigDecimal stored) {
        return new BigDecimal(stored.round(SHOWN).stripTrailingZeros().toPlainString());
    }

    private static String date(Cell cell) {
        try {
            return CellDate.of(cell).toString();
        } catch (DateTimeException impossible) {
            return null;
        }
    }

    /** Choices may have spaces that cells have not. */
    private static String choice(String text, WritableField field) {
        return field.choices().stream()
                .filter(choice -> VisibleText.clean(choice).equals(text))
                .findFirst()
                .orElse(null);
    }
}
