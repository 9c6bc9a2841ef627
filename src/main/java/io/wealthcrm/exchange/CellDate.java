package io.wealthcrm.exchange;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads dates as people and spreadsheets write them. */
final class CellDate {
    /** {@code 1990-01-31}, {@code 1990/1/31}, {@code 1990.1.31}, {@code 1990年1月31日}, with a time of day or not. */
    private static final Pattern DATE = Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?(?:[ T].*)?");

    private static final DateTimeFormatter DIGITS =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

    /** The day before a spreadsheet's day 1, as it counts from March 1900 on. */
    private static final LocalDate SPREADSHEET_ZERO = LocalDate.of(1899, 12, 30);

    private CellDate() {}

    /** @throws DateTimeException for what is no date */
    static LocalDate of(Cell cell) {
        return cell.kind() == Cell.Kind.NUMBER && cell.text().matches("\\d{1,5}(\\.\\d+)?")
                ? SPREADSHEET_ZERO.plusDays((long) Double.parseDouble(cell.text()))
                : written(cell.text());
    }

    private static LocalDate written(String text) {
        Matcher date = DATE.matcher(text);
        return date.matches()
                ? LocalDate.of(
                        Integer.parseInt(date.group(1)),
                        Integer.parseInt(date.group(2)),
                        Integer.parseInt(date.group(3)))
                : LocalDate.parse(text, DIGITS);
    }
}
