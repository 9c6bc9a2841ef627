package io.wealthcrm.exchange;

import io.wealthcrm.shared.Csv;
import io.wealthcrm.shared.VisibleText;

/**
 * One cell of a table as it was read.
 *
 * @param text on one line, without the spaces around it; of a number its plain decimal digits; empty for an empty cell
 * @param lines the same with its line breaks
 */
record Cell(String text, Kind kind, String lines) {
    static final Cell EMPTY = new Cell("", Kind.TEXT);

    enum Kind {
        TEXT,
        /** A spreadsheet's number, which may also be a date. */
        NUMBER,
        /** Something a spreadsheet works out, or that went wrong while it did. */
        FORMULA
    }

    /** What has no line breaks. */
    Cell(String text, Kind kind) {
        this(text, kind, text);
    }

    /** As it stands in the file. */
    static Cell of(String raw) {
        String text = VisibleText.clean(raw);
        return text.isEmpty() ? EMPTY : new Cell(text, Kind.TEXT, VisibleText.lines(raw, text));
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** Whether it says that there is nothing to say: a lone dash is how people write "none". */
    boolean saysNothing() {
        return text.isEmpty() || text.equals("-") || text.equals("/");
    }

    /** Whether a spreadsheet would run it. */
    boolean startsFormula() {
        return text.length() > 1 && Csv.startsFormula(text);
    }

    /** Without the apostrophe by which an export, or a person, says that it is no formula. */
    Cell plain() {
        return new Cell(Csv.plain(text), kind, Csv.plain(lines));
    }

    /** Without personal data: this may end in a log. */
    @Override
    public String toString() {
        return "Cell[" + kind + "]";
    }
}
