package io.wealthcrm.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A clamd that speaks the real {@code INSTREAM} protocol over real sockets and keeps every file it is shown. */
public final class FakeClamd implements AutoCloseable {
    private final ServerSocket socket;
    private final Function<byte[], String> verdict;
    private final List<byte[]> seen = new CopyOnWriteArrayList<>();

    private FakeClamd(ServerSocket socket, Function<byte[], String> verdict) {
        this.socket = socket;
        this.verdict = verdict;
    }

    /** @param verdict what it answers to a file */
    public static FakeClamd answering(Function<byte[], String> verdict) {
        try {
            FakeClamd clamd = new FakeClamd(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), verdict);
            Thread server = new Thread(clamd::serve, "clamd");
            server.setDaemon(true);
            server.start();
            return clamd;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Finds its virus in whatever contains the text. */
    public static FakeClamd finding(String text) {
        return answering(file -> new String(file, StandardCharsets.UTF_8).contains(text)
                ? "stream: Eicar-Test-Signature FOUND\0"
                : "stream: OK\0");
    }

    /** {@code host:port}. */
    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** The files it was shown. */
    public List<byte[]> seen() {
        return seen;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                byte[] file = read(new DataInputStream(client.getInputStream()));
                seen.add(file);
                client.getOutputStream().write(verdict.apply(file).getBytes(StandardCharsets.US_ASCII));
            } catch (IOException gone) {
                assert socket.isClosed() || gone.getMessage() != null;
            }
        }
    }

    private static byte[] read(DataInputStream in) throws IOException {
        String command = new String(in.readNBytes(10), StandardCharsets.US_ASCII);
        if (!command.equals("zINSTREAM\0")) {
            throw new IOException("no command of clamd's: " + command);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int length = in.readInt(); length > 0; length = in.readInt()) {
            file.write(in.readNBytes(length));
        }
        return file.toByteArray();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
