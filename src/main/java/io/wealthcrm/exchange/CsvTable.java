package io.wealthcrm.exchange;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.wealthcrm.shared.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A table of separated values (RFC 4180), whichever separator its header has most of. */
final class CsvTable implements Table {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final String SEPARATORS = ",;\t|";
    private static final int LONGEST_FIELD = 1 << 20;
    private static final int LONGEST_HEADER = 1 << 16;

    private final CountedStream bytes;
    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final QuoteCount quotes;
    private final long size;
    private final Charset charset;
    private List<String> header = List.of();
    private int line;

    private CsvTable(Path file, Charset charset) throws IOException {
        this.charset = charset;
        size = Math.max(1, Files.size(file));
        char separator = separator(file, charset);
        bytes = new CountedStream(Files.newInputStream(file), Long.MAX_VALUE);
        quotes = new QuoteCount(Encoding.reader(bytes, charset));
        reader = CsvReader.builder()
                .fieldSeparator(separator)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(LONGEST_FIELD)
                .ofCsvRecord(unmarked(quotes));
        records = reader.iterator();
    }

    static Table open(Path file) throws IOException {
        CsvTable table = new CsvTable(file, Encoding.of(file));
        try {
            table.header = Table.headerOf(table.next());
            return table;
        } catch (RuntimeException refused) {
            table.close();
            throw refused;
        }
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public TableRow next() {
        try {
            while (records.hasNext()) {
                CsvRecord found = records.next();
                line = Math.toIntExact(found.getStartingLineNumber());
                TableRow row = new TableRow(
                        line, found.getFields().stream().map(CsvTable::cell).toList());
                if (!row.isEmpty()) {
                    return row;
                }
            }
            if (quotes.open()) {
                throw Problem.of(ExchangeProblem.BAD_TABLE, "a quotation mark is not closed");
            }
            return null;
        } catch (CsvParseException malformed) {
            // Its own message shows what stands there.
            throw Problem.of(ExchangeProblem.BAD_TABLE, "after line " + line);
        }
    }

    /** Spreadsheets take a text with such a beginning for a formula; telephone numbers may have a plus. */
    private static Cell cell(String field) {
        Cell cell = Cell.of(field);
        boolean formula = cell.text().startsWith("=") || cell.text().startsWith("@");
        return formula ? new Cell(cell.text(), Cell.Kind.FORMULA) : cell;
    }

    @Override
    public double fraction() {
        return Math.min(1, (double) bytes.count() / size);
    }

    @Override
    public String encoding() {
        return charset.name();
    }

    @Override
    public void close() throws IOException {
        records.close();
        reader.close();
    }

    private static char separator(Path file, Charset charset) throws IOException {
        int[] counts = new int[SEPARATORS.length()];
        try (Reader text = new BufferedReader(Encoding.reader(Files.newInputStream(file), charset))) {
            boolean quoted = false;
            for (int i = 0, c = text.read();
                    i < LONGEST_HEADER && c >= 0 && (quoted || c != '\n');
                    i++, c = text.read()) {
                quoted ^= c == '"';
                int at = quoted ? -1 : SEPARATORS.indexOf(c);
                if (at >= 0) {
                    counts[at]++;
                }
            }
        }
        int most = 0;
        for (int i = 1; i < counts.length; i++) {
            most = counts[i] > counts[most] ? i : most;
        }
        return SEPARATORS.charAt(most);
    }

    private static Reader unmarked(Reader reader) throws IOException {
        BufferedReader text = new BufferedReader(reader, 1 << 16);
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        return text;
    }
}
