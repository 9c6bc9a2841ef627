package io.wealthcrm.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** One kept connection of the {@link LoadClient}; one request at a time. */
final class LoadConnection {
    private static final String LENGTH = "\r\ncontent-length: ";
    private static final String CHUNKED = "\r\ntransfer-encoding: chunked";
    private static final byte[] HEX = "0123456789abcdef".getBytes(ISO_8859_1);

    private final SocketChannel channel;
    private ByteBuffer out = ByteBuffer.allocateDirect(1 << 14);
    private ByteBuffer in = ByteBuffer.allocateDirect(1 << 16);
    private int expected;
    private int head;
    /** Where the next chunk of a chunked answer begins; 0 of others. */
    private int chunk;

    private int status;
    private long due;

    LoadConnection(SocketChannel channel) {
        this.channel = channel;
    }

    /** @param due from when on its latency counts, by {@link System#nanoTime} */
    void send(HttpCall call, long due) throws IOException {
        this.due = due;
        expected = -1;
        chunk = 0;
        if (out.capacity() < call.bytes().length) {
            out = ByteBuffer.allocateDirect(2 * call.bytes().length);
        }
        out.clear();
        out.put(call.bytes());
        long random = ThreadLocalRandom.current().nextLong();
        for (int own : call.own()) {
            for (int i = 0; i < HttpCall.EACH_ITS_OWN.length; i++) {
                out.put(own + i, HEX[(int) (random >>> (4 * i)) & 15]);
            }
        }
        out.flip();
        while (out.hasRemaining()) {
            int sent = channel.write(out);
            assert sent >= 0;
        }
    }

    /** Answers the status once the answer is whole, else 0. */
    int read() throws IOException {
        if (channel.read(in) < 0) {
            throw new EOFException();
        }
        if (expected < 0) {
            expected = chunk > 0 ? lastChunkEnd() : parsed();
        }
        if (in.remaining() == 0) {
            in = ByteBuffer.allocateDirect(4 * in.capacity()).put(in.flip());
        }
        if (expected < 0 || in.position() < expected) {
            return 0;
        }
        in.clear();
        return status;
    }

    /** The length of the answer with its headers; -1 while they are not here. */
    private int parsed() {
        int end = endOfHead();
        if (end < 0) {
            return -1;
        }
        head = end;
        byte[] bytes = new byte[end];
        in.get(0, bytes);
        String lines = new String(bytes, ISO_8859_1);
        status = Integer.parseInt(lines, 9, 12, 10);
        if (lines.toLowerCase(Locale.ROOT).contains(CHUNKED)) {
            chunk = end;
            return lastChunkEnd();
        }
        int at = lines.toLowerCase(Locale.ROOT).indexOf(LENGTH);
        if (at < 0 && status != 204 && status != 304) {
            throw new IllegalStateException("an answer without a length: " + lines);
        }
        int from = at + LENGTH.length();
        int whole = end + (at < 0 ? 0 : Integer.parseInt(lines, from, lines.indexOf('\r', from), 10));
        return whole;
    }

    /** Where a chunked answer ends; -1 while its last chunk is not here. */
    private int lastChunkEnd() {
        while (true) {
            int digit = chunk;
            int size = 0;
            while (digit < in.position() && in.get(digit) != '\r') {
                size = 16 * size + Character.digit(in.get(digit), 16);
                digit++;
            }
            int end = digit + 2 + size + 2;
            if (end > in.position()) {
                return -1;
            }
            if (size == 0) {
                return end;
            }
            chunk = end;
        }
    }

    private int endOfHead() {
        for (int i = 3; i < in.position(); i++) {
            if (in.get(i) == '\n' && in.get(i - 1) == '\r' && in.get(i - 2) == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    long due() {
        return due;
    }

    /** Of the last answer, headers and all, in bytes. */
    int length() {
        return expected;
    }

    int bodyLength() {
        return expected - head;
    }
}
