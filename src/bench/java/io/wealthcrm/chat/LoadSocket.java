package io.wealthcrm.chat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/** The WebSocket of a {@link LoadMember}, with no more of RFC 6455 than texts of one frame. */
final class LoadSocket {
    private static final int TEXT = 0x81;
    private static final int OPCODE = 0x0f;
    private static final int LENGTH = 0x7f;
    private static final int MASKED = 0x80;
    private static final byte[] NO_MASK = new byte[4];

    private final SocketChannel channel;
    private ByteBuffer in = ByteBuffer.allocate(2_048);
    private boolean open;

    LoadSocket(SocketChannel channel) {
        this.channel = channel;
    }

    /** Asks for the upgrade. */
    void upgrade(String path) throws IOException {
        write(ByteBuffer.wrap(
                ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                        .getBytes(ISO_8859_1)));
    }

    void send(String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(bytes.length + 8);
        frame.put((byte) TEXT);
        if (bytes.length < 126) {
            frame.put((byte) (MASKED | bytes.length));
        } else {
            frame.put((byte) (MASKED | 126)).putShort((short) bytes.length);
        }
        write(frame.put(NO_MASK).put(bytes).flip());
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            int sent = channel.write(bytes);
            assert sent >= 0;
        }
    }

    /** Hands on what has come: texts to the one, and that it is open to the other. */
    void read(Consumer<ByteBuffer> texts, Runnable opened) throws IOException {
        if (channel.read(in) < 0) {
            throw new EOFException("cut off");
        }
        in.flip();
        if (!open) {
            open = upgraded();
            if (open) {
                opened.run();
            }
        }
        while (open && hasFrame()) {
            int opcode = in.get() & OPCODE;
            int length = length();
            if (opcode == 8) {
                throw new EOFException("closed: " + UTF_8.decode(in.slice(in.position() + 2, length - 2)));
            }
            if (opcode == 1) {
                texts.accept(in.slice(in.position(), length));
            }
            in.position(in.position() + length);
        }
        in.compact();
        if (!in.hasRemaining()) {
            in = ByteBuffer.allocate(4 * in.capacity()).put(in.flip());
        }
    }

    private boolean upgraded() throws IOException {
        String head = ISO_8859_1.decode(in.duplicate()).toString();
        int end = head.indexOf("\r\n\r\n");
        if (end >= 0 && !head.startsWith("HTTP/1.1 101")) {
            throw new IOException(head);
        }
        in.position(end < 0 ? 0 : end + 4);
        return end >= 0;
    }

    private boolean hasFrame() {
        int at = in.position();
        if (in.remaining() < 2) {
            return false;
        }
        int length = in.get(at + 1) & LENGTH;
        int head = length == 126 ? 4 : length == 127 ? 10 : 2;
        if (in.remaining() < head) {
            return false;
        }
        long whole = length == 126 ? in.getShort(at + 2) & 0xffff : length == 127 ? in.getLong(at + 2) : length;
        return in.remaining() >= head + whole;
    }

    private int length() {
        int length = in.get() & LENGTH;
        return length == 126 ? in.getShort() & 0xffff : length == 127 ? (int) in.getLong() : length;
    }
}
