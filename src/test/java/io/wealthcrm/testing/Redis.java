package io.wealthcrm.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import redis.embedded.core.ExecutableProvider;

/** A real {@code redis-server} on a free port, which can be killed and started again on the same one. */
public final class Redis implements AutoCloseable {
    private final int port = freePort();
    private final String program;
    private Process process;

    private Redis(String program) {
        this.program = program;
    }

    public static Redis start() {
        try {
            Redis redis =
                    new Redis(ExecutableProvider.newJarResourceProvider().get().getAbsolutePath());
            redis.startAgain();
            return redis;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** {@code kill -9}. */
    public void kill9() {
        process.destroyForcibly();
        await().until(() -> !process.isAlive());
    }

    /** Stops the process without ending it: connections stay and nothing is answered. */
    public void hang() {
        signal("STOP");
    }

    /** Ends {@link #hang()}. */
    public void goOn() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
            await().until(() -> !kill.isAlive());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it, empty, on the port it always had, and returns when it answers. */
    public void startAgain() {
        try {
            process = new ProcessBuilder(
                            program,
                            "--port",
                            String.valueOf(port),
                            "--bind",
                            "127.0.0.1",
                            "--save",
                            "",
                            "--appendonly",
                            "no")
                    .directory(Path.of("target").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(Path.of("target", "redis-" + port + ".log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().until(this::answers);
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill9();
    }
}
