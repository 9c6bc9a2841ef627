package io.wealthcrm.exchange;

import io.wealthcrm.shared.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;

/** The first sheet of a workbook (Office Open XML), as spreadsheets of all makers write it. */
final class XlsxTable implements Table {
    private final WorkbookParts parts;
    private final SheetRows rows;
    private final List<String> header;

    private XlsxTable(WorkbookParts parts) throws IOException {
        this.parts = parts;
        this.rows = new SheetRows(parts.sheet(), parts.strings());
        this.header = Table.headerOf(next());
    }

    static Table open(Path file) throws IOException {
        try {
            WorkbookParts parts = WorkbookParts.open(file);
            try {
                return new XlsxTable(parts);
            } catch (IOException | RuntimeException failed) {
                parts.close();
                throw failed;
            }
        } catch (ZipException damaged) {
            throw Problem.of(ExchangeProblem.BAD_WORKBOOK, "damaged");
        }
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public TableRow next() throws IOException {
        try {
            TableRow row = rows.next();
            while (row != null && row.isEmpty()) {
                row = rows.next();
            }
            return row;
        } catch (ZipException damaged) {
            throw Problem.of(ExchangeProblem.BAD_WORKBOOK, "damaged");
        }
    }

    @Override
    public double fraction() {
        return rows.fraction();
    }

    @Override
    public String encoding() {
        return null;
    }

    @Override
    public void close() throws IOException {
        parts.close();
    }
}
