package io.wealthcrm.shared.files;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Big-endian reading through one buffer, with bulk copies to an output; an early end is an {@link EOFException}. */
final class ByteSource implements Closeable {
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;

    ByteSource(InputStream in) {
        this.in = in;
    }

    private void fill() throws IOException {
        limit = in.read(buffer, 0, buffer.length);
        position = 0;
        if (limit <= 0) {
            limit = 0;
            throw new EOFException();
        }
    }

    int u8() throws IOException {
        if (position == limit) {
            fill();
        }
        return buffer[position++] & 0xff;
    }

    int u16() throws IOException {
        return u8() << 8 | u8();
    }

    long u32() throws IOException {
        return (long) u16() << 16 | u16();
    }

    /** Reads exactly so many bytes into memory; the caller bounds the length. */
    byte[] take(int length) throws IOException {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; ) {
            if (position == limit) {
                fill();
            }
            int run = Math.min(length - i, limit - position);
            System.arraycopy(buffer, position, bytes, i, run);
            position += run;
            i += run;
        }
        return bytes;
    }

    /** Copies exactly so many bytes. */
    void copy(long length, OutputStream out) throws IOException {
        for (long left = length; left > 0; ) {
            if (position == limit) {
                fill();
            }
            int run = (int) Math.min(left, limit - position);
            out.write(buffer, position, run);
            position += run;
            left -= run;
        }
    }

    /** Copies up to the next 0xFF and steps over that byte without copying it. */
    void copyUpToFf(OutputStream out) throws IOException {
        while (true) {
            if (position == limit) {
                fill();
            }
            int from = position;
            while (position < limit && buffer[position] != (byte) 0xff) {
                position++;
            }
            out.write(buffer, from, position - from);
            if (position < limit) {
                position++;
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
