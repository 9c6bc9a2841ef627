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
import java.util.List;

/** A request as the bytes that go over the wire. */
public record HttpCall(byte[] bytes) {
    /** Where each sending of the same request has sixteen digits of its own: in an Idempotency-Key. */
    static final byte[] EACH_ITS_OWN = "@@@@@@@@@@@@@@@@".getBytes(UTF_8);

    /** In somebody's name. */
    public static HttpCall get(Person by, String path) {
        return of("GET", path, authorization(by), "");
    }

    /** In somebody's name, under a new Idempotency-Key each time it is sent. */
    public static HttpCall post(Person by, String path, String json) {
        return of(
                "POST",
                path,
                authorization(by) + "Idempotency-Key: bench-" + new String(EACH_ITS_OWN, UTF_8)
                        + "\r\nContent-Type: application/json\r\n",
                json);
    }

    /** In nobody's name. */
    static HttpCall plain(String path) {
        return of("GET", path, "", "");
    }

    private static String authorization(Person by) {
        return "Authorization: Bearer " + by.token() + "\r\n";
    }

    private static HttpCall of(String method, String path, String headers, String body) {
        byte[] content = body.getBytes(UTF_8);
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
                throw new IllegalStateException(status + " for " + new String(bytes, UTF_8));
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
