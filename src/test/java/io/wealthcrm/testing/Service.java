package io.wealthcrm.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The packaged service as a process of its own, with its own data directory, embedded PostgreSQL and free port. Its output
 * goes to {@code target/service-<name>.log}, which {@code ServiceLogTest} reads at the end.
 */
public final class Service implements AutoCloseable {
    private static final Object STARTING = new Object();
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final long STOP_TIMEOUT_SECONDS = 60;
    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:(\\d+)");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path log;
    private final Path dataDir;
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Process process;
    private int port;
    private Duration startTime = Duration.ZERO;
    private Database database;

    private Service(String name, Path dataDir) {
        this.log = TARGET.resolve("service-" + name + ".log");
        this.dataDir = dataDir;
    }

    /** A service not started yet, with a fresh data directory. The name must be unique among the tests. */
    public static Service named(String name) {
        return fresh(new Service(
                name,
                TARGET.resolve("service-data")
                        .resolve(name + "-" + ProcessHandle.current().pid() + "-" + System.nanoTime())));
    }

    private static Service fresh(Service service) {
        try {
            Files.createDirectories(service.dataDir);
            Files.deleteIfExists(service.log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return service;
    }

    /** Another process on this one's data directory, not started yet. */
    public ProcessBuilder rival() {
        return command(0);
    }

    /** Another node with this one's settings, data directory and keys; both must be on a database of their own. */
    public Service twin(String name) {
        Service twin = fresh(new Service(name, dataDir));
        twin.properties.putAll(properties);
        twin.environment.putAll(environment);
        twin.database = database;
        return twin;
    }

    /** On this database instead of an embedded one; without the demo firm, then. */
    @CanIgnoreReturnValue
    public Service on(Database external) {
        database = external;
        return withoutDemo()
                .with("quarkus.datasource.jdbc.url", external.jdbcUrl())
                .with("quarkus.datasource.reactive.url", external.reactiveUrl())
                .with("quarkus.datasource.username", "postgres")
                .with("quarkus.datasource.password", "postgres");
    }

    /** A system property of the service. */
    @CanIgnoreReturnValue
    public Service with(String property, String value) {
        properties.put(property, value);
        return this;
    }

    /** An empty database, which is laid in much sooner than the demo firm; on loopback all the same. */
    @CanIgnoreReturnValue
    public Service withoutDemo() {
        return with("wealth.demo", "false").with("quarkus.http.host", "127.0.0.1");
    }

    /** A variable of the service's environment. */
    @CanIgnoreReturnValue
    public Service withEnvironment(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /**
     * Starts the process and returns once {@code /q/health/ready} is up. The port stays the same over restarts. One service
     * starts at a time: several at once would take the processors from each other and look blocked.
     */
    @CanIgnoreReturnValue
    public Service start() {
        synchronized (STARTING) {
            return startNow();
        }
    }

    private Service startNow() {
        long began = System.nanoTime();
        long offset = logSize();
        try {
            process = command(port)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(START_TIMEOUT).pollInterval(Duration.ofMillis(50)).until(() -> isReady(offset));
        startTime = Duration.ofNanos(System.nanoTime() - began);
        return this;
    }

    private ProcessBuilder command(int httpPort) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Short lives on few processors: compiling well costs more than it brings.
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+UseSerialGC");
        command.add("-Dwealth.data-dir=" + dataDir);
        command.add("-Dquarkus.http.port=" + httpPort);
        properties.forEach((property, value) -> command.add("-D" + property + "=" + value));
        command.add("-jar");
        command.add(System.getProperty("service.jar", "target/quarkus-app/quarkus-run.jar"));
        ProcessBuilder builder = new ProcessBuilder(command);
        // The tests' own machine may have a database or a data directory configured; the service must not see them.
        builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("WEALTH_"));
        builder.environment().putAll(environment);
        return builder;
    }

    private boolean isReady(long offset) {
        if (!process.isAlive()) {
            throw new IllegalStateException("The service ended with " + process.exitValue() + ": " + logFrom(offset));
        }
        Matcher listening = LISTENING.matcher(logFrom(offset));
        if (!listening.find()) {
            return false;
        }
        port = Integer.parseInt(listening.group(1));
        try {
            HttpRequest request = HttpRequest.newBuilder(baseUri().resolve("/q/health/ready"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** {@code http://127.0.0.1:<port>/}. */
    public URI baseUri() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Of the JVM. */
    public long pid() {
        return process.pid();
    }

    public int port() {
        return port;
    }

    public Path dataDir() {
        return dataDir;
    }

    /** From launching the last process to ready. */
    public Duration startTime() {
        return startTime;
    }

    /** All output so far. */
    public String log() {
        return logFrom(0);
    }

    /** JDBC URL of the service's embedded PostgreSQL; the port changes with each start. */
    public String databaseUrl() {
        return "jdbc:postgresql://127.0.0.1:" + postmaster().get(3).strip() + "/wealth";
    }

    /** A connection as the application's own role, to be closed by the caller. */
    public Connection jdbc() throws SQLException {
        if (database != null) {
            return DriverManager.getConnection(database.jdbcUrl(), "postgres", "postgres");
        }
        try {
            String password = Files.readString(dataDir.resolve("keys/postgres-wealth"));
            return DriverManager.getConnection(databaseUrl(), "wealth", password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server process of the embedded PostgreSQL. */
    public ProcessHandle database() {
        return ProcessHandle.of(Long.parseLong(postmaster().get(0).strip())).orElseThrow();
    }

    private List<String> postmaster() {
        try {
            return Files.readAllLines(dataDir.resolve("postgres/postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code kill -9} of the JVM; its PostgreSQL lives on. */
    public void kill9() {
        process.destroyForcibly();
        awaitExit();
    }

    /** {@code kill -9} of the PostgreSQL server; the JVM lives on. */
    public void killDatabase9() {
        ProcessHandle server = database();
        server.destroyForcibly();
        await().until(() -> !server.isAlive());
    }

    /** SIGTERM, as an orderly stop; returns the exit code. */
    @CanIgnoreReturnValue
    public int stop() {
        process.destroy();
        awaitExit();
        return process.exitValue();
    }

    public void restart() {
        stop();
        start();
    }

    private void awaitExit() {
        try {
            if (!process.waitFor(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The service does not end within " + STOP_TIMEOUT_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private long logSize() {
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String logFrom(long offset) {
        try {
            byte[] all = Files.exists(log) ? Files.readAllBytes(log) : new byte[0];
            int from = (int) Math.min(offset, all.length);
            return new String(all, from, all.length - from, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the process and deletes its data; the log stays. */
    @Override
    public void close() {
        if (isAlive()) {
            stop();
        }
        if (!Files.exists(dataDir)) {
            return;
        }
        try (Stream<Path> files = Files.walk(dataDir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
