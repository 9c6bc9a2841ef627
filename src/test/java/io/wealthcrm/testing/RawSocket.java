package io.wealthcrm.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A WebSocket by hand, which sends a message of any size as one frame; Java's own client cuts it into pieces. */
public final class RawSocket implements AutoCloseable {
    private static final int TIMEOUT_MS = 10_000;
    /** Small, so that who does not read is soon felt by the service. */
    private static final int RECEIVE_BUFFER = 16 * 1024;

    private static final byte[] NO_MASK = new byte[4];
    private static final int MASKED = 0x80;
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;

    private final Socket socket;
    private final DataInputStream in;
    private final String answer;

    private RawSocket(int port, String origin) throws IOException {
        socket = new Socket();
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(TIMEOUT_MS);
        in = new DataInputStream(socket.getInputStream());
        socket.getOutputStream().write(handshake(port, origin).getBytes(ISO_8859_1));
        answer = head();
    }

    /** Asks for the upgrade; {@code origin} is null for a native app. */
    public static RawSocket open(int port, String origin) {
        try {
            return new RawSocket(port, origin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String handshake(int port, String origin) {
        return "GET /ws/v1 HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                + (origin == null ? "" : "Origin: " + origin + "\r\n") + "\r\n";
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /** Status line and headers of the answer to the handshake. */
    public String answer() {
        return answer;
    }

    /** The body of a refused handshake. */
    public String body() throws IOException {
        int length = Integer.parseInt(answer.replaceAll("(?is).*content-length:\\s*(\\d+).*", "$1"));
        return new String(in.readNBytes(length), UTF_8);
    }

    /** Sends the text as one frame. */
    public void send(String text) throws IOException {
        write(frame(text));
    }

    /** Sends bytes that need not be a frame. */
    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** The text as one frame, masked by nothing. */
    public static byte[] frame(String text) {
        byte[] payload = text.getBytes(UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14).put((byte) TEXT);
        if (payload.length < 126) {
            frame.put((byte) (MASKED | payload.length));
        } else if (payload.length < 65_536) {
            frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (MASKED | 127)).putLong(payload.length);
        }
        frame.put(NO_MASK).put(payload);
        return Arrays.copyOf(frame.array(), frame.position());
    }

    /** The next text frame. */
    public String receive() throws IOException {
        int kind = in.readUnsignedByte();
        byte[] payload = payload();
        if (kind != TEXT) {
            throw new IOException("frame of kind " + kind);
        }
        return new String(payload, UTF_8);
    }

    /** Reads on until the service closes, and gives its code. */
    public int closeCode() throws IOException {
        while (true) {
            int kind = in.readUnsignedByte();
            byte[] payload = payload();
            if (kind == CLOSE) {
                return ByteBuffer.wrap(payload).getShort();
            }
        }
    }

    private byte[] payload() throws IOException {
        int length = in.readUnsignedByte();
        return in.readNBytes(length < 126 ? length : in.readUnsignedShort());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
