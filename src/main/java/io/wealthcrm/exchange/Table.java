package io.wealthcrm.exchange;

import io.wealthcrm.shared.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A file of rows under a header, read from top to bottom in bounded memory. Blocks; used by one thread at a time. */
interface Table extends Closeable {
    int MOST_COLUMNS = 200;
    int LONGEST_CELL = 32_767;

    /** What a file is. */
    enum Format {
        CSV,
        XLSX
    }

    /** @throws Problem UNKNOWN_ENCODING, BAD_TABLE, BAD_WORKBOOK, EMPTY_TABLE, TOO_MANY_COLUMNS */
    static Table open(Path file, Format format) throws IOException {
        return format == Format.CSV ? CsvTable.open(file) : XlsxTable.open(file);
    }

    /** The texts of the first row that has any, up to the last that is not empty. */
    List<String> header();

    /** The next row that is not empty; null at the end. @throws Problem BAD_TABLE, BAD_WORKBOOK */
    TableRow next() throws IOException;

    /** How much of the file has been read, 0 … 1. */
    double fraction();

    /** What the encoding is called, for people; null where the format says it itself. */
    String encoding();

    /** @throws Problem EMPTY_TABLE, TOO_MANY_COLUMNS */
    static List<String> headerOf(TableRow first) {
        if (first == null) {
            throw Problem.of(ExchangeProblem.EMPTY_TABLE);
        }
        int width = first.cells().size();
        while (width > 0 && first.cell(width - 1).isEmpty()) {
            width--;
        }
        if (width > MOST_COLUMNS) {
            throw Problem.of(ExchangeProblem.TOO_MANY_COLUMNS, Map.of("columns", width, "max", MOST_COLUMNS));
        }
        return first.cells().subList(0, width).stream().map(Cell::text).toList();
    }
}
