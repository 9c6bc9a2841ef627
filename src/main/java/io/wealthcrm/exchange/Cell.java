package io.wealthcrm.exchange;

/**
 * One cell of a table as it was read.
 *
 * @param text without the spaces around it; of a number its plain decimal digits; empty for an empty cell
 */
record Cell(String text, Kind kind) {
    static final Cell EMPTY = new Cell("", Kind.TEXT);

    enum Kind {
        TEXT,
        /** A spreadsheet's number, which may also be a date. */
        NUMBER,
        /** Something a spreadsheet works out, or that went wrong while it did. */
        FORMULA
    }

    static Cell of(String text) {
        return text.isEmpty() ? EMPTY : new Cell(text, Kind.TEXT);
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** Without personal data: this may end in a log. */
    @Override
    public String toString() {
        return "Cell[" + kind + "]";
    }
}
