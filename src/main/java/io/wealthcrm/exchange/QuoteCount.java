package io.wealthcrm.exchange;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Counts quotation marks: at the end of a table of values they are even, or the last one has swallowed what follows it. */
final class QuoteCount extends FilterReader {
    private long count;

    QuoteCount(Reader text) {
        super(text);
    }

    /** Whether one is without its other. */
    boolean open() {
        return count % 2 == 1;
    }

    @Override
    public int read() throws IOException {
        int c = super.read();
        count += c == '"' ? 1 : 0;
        return c;
    }

    @Override
    public int read(char[] into, int from, int most) throws IOException {
        int read = super.read(into, from, most);
        for (int i = from; i < from + read; i++) {
            count += into[i] == '"' ? 1 : 0;
        }
        return read;
    }
}
