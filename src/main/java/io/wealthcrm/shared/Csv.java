package io.wealthcrm.shared;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Tables as CSV (RFC 4180): UTF-8 with a byte order mark, which spreadsheets need for Chinese. */
public final class Csv {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final String DISARMING = "'";
    private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

    private Csv() {}

    /** The header line, with the mark before it. */
    public static String head(String... columns) {
        return BYTE_ORDER_MARK + lines(List.<Object[]>of(columns));
    }

    /** A line for each row; null is empty. */
    public static String lines(List<Object[]> rows) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            for (Object[] row : rows) {
                csv.writeRecord(Arrays.stream(row).map(Csv::cell).toList());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static String cell(Object value) {
        String text = value instanceof BigDecimal number ? number.toPlainString() : Objects.toString(value, "");
        return value instanceof CharSequence ? disarmed(text) : text;
    }

    /** What {@link #disarmed} was given: a text that it left alone as it is. */
    public static String plain(String text) {
        return text.startsWith(DISARMING) && startsFormula(undressed(text)) ? text.substring(1) : text;
    }

    /**
     * A text that a spreadsheet would run as a formula is disarmed by an apostrophe; numbers are no texts. One that looks disarmed
     * already gets one more, so that {@link #plain} finds it again.
     */
    public static String disarmed(String text) {
        return startsFormula(undressed(text)) ? DISARMING + text : text;
    }

    /** Whether a spreadsheet would take it for a formula. */
    public static boolean startsFormula(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    }

    /** Without the apostrophes before it. */
    private static String undressed(String text) {
        int start = 0;
        while (text.startsWith(DISARMING, start)) {
            start++;
        }
        return text.substring(start);
    }
}
