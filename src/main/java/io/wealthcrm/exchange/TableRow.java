package io.wealthcrm.exchange;

import java.util.List;

/**
 * One row of a table below its header.
 *
 * @param line where it begins in the file, as a spreadsheet or an editor counts
 */
record TableRow(int line, List<Cell> cells) {
    /** An empty cell where the row is shorter. */
    Cell cell(int column) {
        return column < cells.size() ? cells.get(column) : Cell.EMPTY;
    }

    boolean isEmpty() {
        return cells.stream().allMatch(Cell::isEmpty);
    }

    /** Whether something stands to the right of the header's last column. */
    boolean isWiderThan(int columns) {
        return cells.stream().skip(columns).anyMatch(cell -> !cell.isEmpty());
    }

    /** Without personal data: this may end in a log. */
    @Override
    public String toString() {
        return "TableRow[" + line + "]";
    }
}
