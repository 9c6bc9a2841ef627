package io.wealthcrm.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/** An nginx that answers from files of given sizes: what HTTP alone costs on this machine. */
final class StaticServer implements AutoCloseable {
    private static final String CONFIGURATION =
            """
            daemon off; worker_processes 1; pid %1$s/pid; error_log %1$s/error.log crit; %3$s
            events { worker_connections 4096; }
            http {
                access_log off; keepalive_requests 1000000000; open_file_cache max=100; types { application/json json; }
                client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/fastcgi;
                uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;
                server { listen 127.0.0.1:%2$d; root %1$s; }
            }
            """;

    private final Path directory;
    private final int port;
    private final Process process;

    private StaticServer(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    /** @param nginx the program */
    static StaticServer start(Path nginx) throws IOException {
        Path directory =
                Files.createDirectories(Path.of("target", "bench", "nginx").toAbsolutePath());
        int port = freePort();
        // Its workers would leave root's name, in which alone the files may be readable.
        String user = System.getProperty("user.name").equals("root") ? "user root;" : "";
        Path configuration = directory.resolve("nginx.conf");
        Files.writeString(configuration, CONFIGURATION.formatted(directory, port, user));
        Process process = new ProcessBuilder(nginx.toString(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.log").toFile())
                .start();
        await().until(() -> listens(port));
        return new StaticServer(directory, port, process);
    }

    /** The request for an answer with a body of so many bytes. */
    HttpCall sized(int bytes) throws IOException {
        String name = bytes + ".json";
        Files.writeString(directory.resolve(name), "{\"data\":\"" + "x".repeat(Math.max(0, bytes - 11)) + "\"}", UTF_8);
        return HttpCall.plain("/" + name);
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
