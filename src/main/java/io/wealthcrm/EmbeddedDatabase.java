package io.wealthcrm;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.wealthcrm.shared.PrivateFiles;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.annotation.Nullable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * A PostgreSQL of the service's own, for when none is configured. It is durable (fsync on), is kept below
 * {@code <data-dir>/postgres} across restarts, listens on 127.0.0.1 only and asks everyone for a password.
 */
final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EmbeddedDatabase.class);
    private static final String NAME = "wealth";

    /** It owns nothing, so the row policies apply to it. */
    private static final String WALLED = "wealth_app";

    /** The name of its password alone; in the database it is called otherwise. */
    private static final String SUPERUSER = "superuser";

    private static final Duration STARTUP_TIMEOUT = Duration.ofSeconds(60);

    private final DataDirectory directory;
    private final PostgresProcess process;
    private final int port;
    private final DatabaseRole owner;
    private final DatabaseRole walled;
    private boolean closed;

    private EmbeddedDatabase(DataDirectory directory, PostgresProcess process, int port) {
        this.directory = directory;
        this.process = process;
        this.port = port;
        this.owner = DatabaseRole.of(directory.path(), NAME);
        this.walled = DatabaseRole.of(directory.path(), WALLED);
    }

    /**
     * Starts the server, first making it when the directory is new and recovering it when the last service was killed.
     *
     * @param sharedBuffers MiB; null for what suits the machine's memory
     * @throws StartRefused with what the operator can do about it
     */
    static EmbeddedDatabase start(Path dataDir, @Nullable Integer sharedBuffers) {
        DataDirectory directory = DataDirectory.hold(dataDir);
        try {
            return start(directory, EmbeddedSettings.ofServer(sharedBuffers));
        } catch (IOException | SQLException | RuntimeException e) {
            directory.close();
            throw e instanceof StartRefused refused ? refused : failed(directory, e);
        } catch (InterruptedException e) {
            directory.close();
            Thread.currentThread().interrupt();
            throw new StartRefused("Interrupted while starting the embedded PostgreSQL", e);
        }
    }

    private static EmbeddedDatabase start(DataDirectory directory, Map<String, String> settings)
            throws IOException, SQLException, InterruptedException {
        long began = System.nanoTime();
        PostgresProcess.refuseBareRoot();
        Path home = directory.path();
        Path cluster = home.resolve("postgres");
        Path binaries = PrivateFiles.directory(home.resolve("run/postgresql"));
        Path log = PostgresProcess.rotated(home.resolve("run/postgresql.log"));
        PostgresProcess process = new PostgresProcess(binaries, cluster, log);
        boolean recovered = process.recover();
        boolean made = setAsideUnfinished(cluster);
        DatabaseRole superuser = DatabaseRole.of(home, SUPERUSER);
        EmbeddedPostgres server = launch(home, binaries, log, superuser, settings);
        EmbeddedDatabase database = new EmbeddedDatabase(directory, process, server.getPort());
        try {
            String version = database.settle(server);
            // Durable, for a cluster without this mark is set aside by the next start.
            PrivateFiles.readOrCreate(finished(cluster), () -> "made by wealth-crm\n".getBytes(US_ASCII));
            PrivateFiles.directory(binaries);
            LOG.infof(
                    "Embedded PostgreSQL %s on 127.0.0.1:%d, data in %s (%s), ready in %d ms",
                    version,
                    server.getPort(),
                    cluster,
                    made ? "new" : recovered ? "recovered: it had not been stopped" : "kept",
                    (System.nanoTime() - began) / 1_000_000);
            return database;
        } catch (SQLException | RuntimeException e) {
            process.stop();
            throw e;
        }
    }

    private static EmbeddedPostgres launch(
            Path home, Path binaries, Path log, DatabaseRole superuser, Map<String, String> settings)
            throws IOException {
        // The library tidies this directory of other runs; it must not be the shared one in /tmp.
        System.setProperty("ot.epg.working-dir", binaries.toString());
        ProcessBuilder.Redirect output = ProcessBuilder.Redirect.appendTo(log.toFile());
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(home.resolve("postgres"))
                .setOverrideWorkingDirectory(binaries.toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOutputRedirector(output)
                .setErrorRedirector(output)
                .setPGStartupWait(STARTUP_TIMEOUT)
                .setConnectConfig("password", superuser.password());
        EmbeddedSettings.ofCluster(home, SUPERUSER).forEach(builder::setLocaleConfig);
        settings.forEach(builder::setServerConfig);
        return builder.start();
    }

    /** Verifies durability, and makes the roles and database of the application where they are missing. */
    private String settle(EmbeddedPostgres server) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
                if (!"on".equals(single(statement, "show " + setting))) {
                    throw new StartRefused(
                            "The embedded PostgreSQL runs without " + setting + ": data would not be safe");
                }
            }
            owner.make(statement);
            walled.make(statement);
            if (single(statement, "select 1 from pg_database where datname = '" + NAME + "'") == null) {
                statement.execute("create database " + NAME + " owner " + NAME);
                statement.execute("revoke all on database " + NAME + " from public");
            }
            statement.execute("grant connect on database " + NAME + " to " + WALLED);
            return single(statement, "show server_version");
        }
    }

    private static String single(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    private static Path finished(Path cluster) {
        return cluster.resolve("wealth-crm");
    }

    /** A first start that was cut short holds no data yet, but is moved rather than deleted: this code may be wrong. */
    private static boolean setAsideUnfinished(Path cluster) throws IOException {
        if (Files.exists(finished(cluster))) {
            return false;
        }
        if (Files.exists(cluster)) {
            Files.move(cluster, cluster.resolveSibling("postgres-unfinished-" + System.currentTimeMillis()));
        }
        return true;
    }

    private static StartRefused failed(DataDirectory directory, Exception cause) {
        return new StartRefused(
                "The embedded PostgreSQL did not start: " + cause.getMessage() + ". Its log: "
                        + directory.path().resolve("run/postgresql.log"),
                cause);
    }

    String jdbcUrl() {
        return "jdbc:" + reactiveUrl();
    }

    String reactiveUrl() {
        return "postgresql://127.0.0.1:" + port + "/" + NAME;
    }

    /** Whose the tables are. */
    DatabaseRole owner() {
        return owner;
    }

    /** Whom people's connections sign in as, behind the wall. */
    DatabaseRole walled() {
        return walled;
    }

    /** Stops the server in order and lets the data directory go. Repeated calls do nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            process.stop();
        } catch (IOException e) {
            LOG.error("The embedded PostgreSQL did not stop; the next start recovers it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            directory.close();
        }
    }
}
