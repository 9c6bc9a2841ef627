package io.wealthcrm.exchange;

import io.wealthcrm.shared.Problem;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is read of a stream, and refuses a workbook that unpacks to more than it may. */
final class CountedStream extends FilterInputStream {
    private final long most;
    private long count;

    CountedStream(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        counted(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        counted(Math.max(0, read));
        return read;
    }

    /** @throws Problem BAD_WORKBOOK */
    private void counted(int read) {
        count += read;
        if (count > most) {
            throw Problem.of(ExchangeProblem.BAD_WORKBOOK, "unpacks to too much");
        }
    }

    /** A reader that skips or goes back would not be counted, and none of ours does. */
    @Override
    public boolean markSupported() {
        return false;
    }
}
