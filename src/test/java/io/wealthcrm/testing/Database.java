package io.wealthcrm.testing;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A PostgreSQL for several services, which outlives each of them and can be killed and started again on the same port. It
 * commits durably for all that a killed process may lose.
 */
public final class Database implements AutoCloseable {
    /** The role of people's connections, and its password. */
    private static final String WALLED = "wealth_app";

    private final int port = Redis.freePort();
    private final Path directory;
    private EmbeddedPostgres server;

    private Database(Path directory) {
        this.directory = directory;
    }

    public static Database start(String name) {
        Path home = Path.of("target", "service-data", "database-" + name + "-" + System.nanoTime());
        Database database = new Database(home.toAbsolutePath());
        database.startAgain();
        try (Connection connection = database.server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database wealth");
            statement.execute("create role " + WALLED + " login password '" + WALLED + "'");
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For a service, as the superuser, who owns the tables. */
    DatabaseAccess access() {
        return new DatabaseAccess(
                "postgresql://127.0.0.1:" + port + "/wealth",
                new DatabaseAccess.Account("postgres", "postgres"),
                new DatabaseAccess.Account(WALLED, WALLED));
    }

    /** Where it listens, on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** {@code kill -9} of the server process; its children end by themselves. */
    public void kill9() {
        try {
            long pid = Long.parseLong(Files.readAllLines(directory.resolve("postgres/postmaster.pid"))
                    .get(0)
                    .strip());
            ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
            boolean asked = postmaster.destroyForcibly();
            await().until(() -> asked && !postmaster.isAlive());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the server; after a kill it recovers, which is tried again until the killed one's children have ended. */
    public void startAgain() {
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(this::started);
    }

    private boolean started() throws IOException {
        if (server != null) {
            server.close();
        }
        Files.createDirectories(directory);
        server = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(directory.resolve("postgres"))
                .setOverrideWorkingDirectory(
                        Files.createDirectories(directory.resolve("run")).toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOutputRedirector(log())
                .setErrorRedirector(log())
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("lc-ctype", "C.UTF-8")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100")
                .start();
        return true;
    }

    private ProcessBuilder.Redirect log() {
        return ProcessBuilder.Redirect.appendTo(
                directory.resolveSibling(directory.getFileName() + ".log").toFile());
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
