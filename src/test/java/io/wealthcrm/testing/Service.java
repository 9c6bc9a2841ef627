package io.wealthcrm.testing;

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
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The packaged service as a process of its own, with its own data directory, embedded PostgreSQL and free port. Its output
 * goes to {@code target/service-<name>.log}, which {@code ServiceLogTest} reads at the end.
 */
public final class Service implements AutoCloseable {
    private static final Object STARTING = new Object();
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final long STOP_TIMEOUT_SECONDS = 60;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ServiceLog log;
    private final DataDirectory data;
    private final ServiceCommand command;
    private Process process;
    private int port;
    private Duration startTime = Duration.ZERO;
    private DatabaseAccess database;

    /** What its data begin as; null for nothing. */
    private Template template = Template.DEMO_FIRM;

    private Service(String name, Path dataDir) {
        this.log = new ServiceLog(TARGET.resolve("service-" + name + ".log"));
        this.data = new DataDirectory(dataDir);
        this.command = new ServiceCommand(dataDir);
    }

    /** A service not started yet, with a fresh data directory. The name must be unique among the tests. */
    public static Service named(String name) {
        String unique = name + "-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        return fresh(new Service(name, TARGET.resolve("service-data").resolve(unique)));
    }

    private static Service fresh(Service service) {
        try {
            Files.createDirectories(service.dataDir());
            service.log.delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return service;
    }

    /** Another process on this one's data directory, not started yet. */
    public ProcessBuilder rival() {
        return command.at(0);
    }

    /** Another node with this one's settings, data directory and keys; both must be on a database of their own. */
    public Service twin(String name) {
        Service twin = fresh(new Service(name, dataDir()));
        twin.command.as(command);
        twin.database = database;
        return twin;
    }

    /** On this database instead of an embedded one; without the demo firm, then. */
    @CanIgnoreReturnValue
    public Service on(Database external) {
        return on(external.access());
    }

    /** Likewise. Passwords go by the environment, where others on the machine do not see them. */
    @CanIgnoreReturnValue
    public Service on(DatabaseAccess external) {
        database = external;
        return withoutDemo()
                .with("quarkus.datasource.jdbc.url", external.jdbcUrl())
                .with("quarkus.datasource.reactive.url", external.url())
                .with("quarkus.datasource.username", external.owner().name())
                .withEnvironment("QUARKUS_DATASOURCE_PASSWORD", external.owner().password())
                .with("wealth.wall.username", external.walled().name())
                .withEnvironment("WEALTH_WALL_PASSWORD", external.walled().password());
    }

    /** Makes its database itself, as the first start of all does, and by the package's own launcher. */
    @CanIgnoreReturnValue
    public Service fromNothing() {
        template = null;
        return byRunner();
    }

    /** Lays the demo firm itself, in demo mode. */
    @CanIgnoreReturnValue
    public Service onEmptyDatabase() {
        template = template == null ? null : Template.EMPTY;
        return this;
    }

    /** As a user starts it; tests start it with a class archive once there is one. */
    @CanIgnoreReturnValue
    public Service byRunner() {
        command.byRunner();
        return this;
    }

    /** Writes the class archive when it ends; see {@link #stopDatabase}. */
    @CanIgnoreReturnValue
    Service archivingClasses() {
        command.archivingClasses();
        return this;
    }

    /** A system property of the service. */
    @CanIgnoreReturnValue
    public Service with(String property, String value) {
        command.with(property, value);
        return this;
    }

    /** An empty database, which is laid in much sooner than the demo firm; on loopback all the same. */
    @CanIgnoreReturnValue
    public Service withoutDemo() {
        return onEmptyDatabase().with("wealth.demo", "false").with("quarkus.http.host", "127.0.0.1");
    }

    /** On the Java settings of a deployment, for what is measured; tests start it on those for short lives. */
    @CanIgnoreReturnValue
    public Service asDeployed() {
        command.asDeployed();
        return this;
    }

    /** A variable of the service's environment. */
    @CanIgnoreReturnValue
    public Service withEnvironment(String variable, String value) {
        command.withEnvironment(variable, value);
        return this;
    }

    /**
     * Starts the process and returns once {@code /q/health/ready} is up. The port stays the same over restarts. One service
     * starts at a time: several at once would take the processors from each other and look blocked.
     */
    @CanIgnoreReturnValue
    public Service start() {
        if (database == null && template != null && process == null && data.isEmpty()) {
            template.copyTo(dataDir());
        }
        synchronized (STARTING) {
            return startNow();
        }
    }

    private Service startNow() {
        long began = System.nanoTime();
        long offset = log.size();
        try {
            process = command.at(port)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(START_TIMEOUT).pollInterval(Duration.ofMillis(50)).until(() -> isReady(offset));
        startTime = Duration.ofNanos(System.nanoTime() - began);
        return this;
    }

    private boolean isReady(long offset) {
        if (!process.isAlive()) {
            throw new IllegalStateException("The service ended with " + process.exitValue() + ": " + log.from(offset));
        }
        OptionalInt listening = log.listeningSince(offset);
        if (listening.isEmpty()) {
            return false;
        }
        port = listening.getAsInt();
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
        return data.path();
    }

    /** From launching the last process to ready. */
    public Duration startTime() {
        return startTime;
    }

    /** All output so far. */
    public String log() {
        return log.from(0);
    }

    /** JDBC URL of the service's embedded PostgreSQL; the port changes with each start. */
    public String databaseUrl() {
        return data.jdbcUrl();
    }

    /** A connection as the application's own role, to be closed by the caller. */
    public Connection jdbc() throws SQLException {
        return database == null
                ? data.connect()
                : DriverManager.getConnection(
                        database.jdbcUrl(),
                        database.owner().name(),
                        database.owner().password());
    }

    /** A connection to the embedded PostgreSQL as people's connections have it, to be closed by the caller. */
    public Connection walledJdbc() throws SQLException {
        return data.connectWalled();
    }

    /** The server process of the embedded PostgreSQL. */
    public ProcessHandle database() {
        return data.server();
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

    /** SIGTERM; returns when the database has stopped in order, while the JVM goes on to write the class archive. */
    void stopDatabase() {
        ProcessHandle server = database();
        process.destroy();
        ProcessHandle stopped = server.onExit()
                .orTimeout(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .join();
        assert !stopped.isAlive();
        CompletableFuture<Void> unused = process.onExit().thenRun(ClassArchive::finish);
    }

    public void restart() {
        stop();
        start();
    }

    private void awaitExit() {
        Process ended = process.onExit()
                .orTimeout(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .join();
        assert !ended.isAlive();
    }

    /** Stops the process and deletes its data; the log stays. */
    @Override
    public void close() {
        if (isAlive()) {
            stop();
        }
        try {
            data.delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
