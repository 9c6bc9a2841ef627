package io.wealthcrm.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wealthcrm.testing.Person;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A request as the bytes that go over the wire.
 *
 * @param own where in them each sending has sixteen digits of its own
 */
public record HttpCall(byte[] bytes, int[] own) {
    /** Where each sending of the same request has sixteen digits of its own: in an Idempotency-Key, in a file. */
    static final byte[] EACH_ITS_OWN = "@@@@@@@@@@@@@@@@".getBytes(UTF_8);

    private HttpCall(byte[] bytes) {
        this(bytes, placesOfItsOwn(bytes));
    }

    private static int[] placesOfItsOwn(byte[] bytes) {
        int length = EACH_ITS_OWN.length;
        return IntStream.rangeClosed(0, bytes.length - length)
                .filter(at -> Arrays.equals(bytes, at, at + length, EACH_ITS_OWN, 0, length))
                .toArray();
    }

    /** In somebody's name. */
    public static HttpCall get(Person by, String path) {
        return of("GET", path, authorization(by), new byte[0]);
    }

    /** In somebody's name, under a new Idempotency-Key each time it is sent. */
    public static HttpCall post(Person by, String path, String json) {
        return post(by, path, "application/json", json.getBytes(UTF_8));
    }

    /** The same, of a form with a file. */
    static HttpCall upload(Person by, String path, byte[] form) {
        return post(by, path, PhotoForm.TYPE, form);
    }

    private static HttpCall post(Person by, String path, String type, byte[] body) {
        String key = "Idempotency-Key: bench-" + new String(EACH_ITS_OWN, UTF_8) + "\r\n";
        return of("POST", path, authorization(by) + key + "Content-Type: " + type + "\r\n", body);
    }

    /** In nobody's name. */
    static HttpCall plain(String path) {
        return of("GET", path, "", new byte[0]);
    }

    /** In nobody's name, with a body. */
    static HttpCall plain(String path, byte[] body) {
        return of("POST", path, "", body);
    }

    private static String authorization(Person by) {
        return "Authorization: Bearer " + by.token() + "\r\n";
    }

    private static HttpCall of(String method, String path, String headers, byte[] content) {
        String length = method.equals("GET") ? "" : "Content-Length: " + content.length + "\r\n";
        String head = method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n" + headers
                + length + "\r\n";
        byte[] start = head.getBytes(UTF_8);
        byte[] all = new byte[start.length + content.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(content, 0, all, start.length, content.length);
        return new HttpCall(all);
    }

    /** Asks once, over a connection of its own. @throws IllegalStateException when the answer is not 2xx */
    Answer ask(int port) {
        try (SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            LoadConnection connection = new LoadConnection(channel);
            connection.send(this, System.nanoTime());
            int status = 0;
            while (status == 0) {
                status = connection.read();
            }
            if (status < 200 || status > 299) {
                throw new IllegalStateException(status + " for "
                        + new String(bytes, UTF_8).lines().findFirst().orElseThrow());
            }
            return new Answer(status, connection.length(), connection.bodyLength());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param length with headers, {@code body} without, in bytes */
    record Answer(int status, int length, int body) {}

    /** For the process that sends them. */
    static void write(Path file, List<HttpCall> calls) throws IOException {
        try (OutputStream raw = Files.newOutputStream(file);
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(raw))) {
            for (HttpCall call : calls) {
                out.writeInt(call.bytes.length);
                out.write(call.bytes);
            }
        }
    }

    static List<HttpCall> read(Path file) throws IOException {
        List<HttpCall> calls = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            while (true) {
                calls.add(new HttpCall(in.readNBytes(in.readInt())));
            }
        } catch (EOFException end) {
            return calls;
        }
    }
}
