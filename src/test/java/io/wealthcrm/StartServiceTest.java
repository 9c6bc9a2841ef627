package io.wealthcrm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wealthcrm.testing.Service;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service with a database of its own: first start, stop, and every way of being killed. */
class StartServiceTest {
    private static Service service;

    @BeforeAll
    static void start() throws SQLException {
        service = Service.named("start").fromNothing().withoutDemo().start();
        execute("create table kept (note text)");
    }

    @AfterAll
    static void close() {
        service.close();
    }

    /** A test that failed half-way must not fail the others too. */
    @BeforeEach
    void isRunning() {
        if (!service.isAlive()) {
            service.start();
        }
    }

    @Test
    void isReadyWithItsSchema() throws Exception {
        for (String path : List.of("q/health/ready", "q/health/live", "q/openapi", "q/metrics", "q/info")) {
            assertThat(status(path)).as(path).isEqualTo(200);
        }
        assertThat(query("select count(*) from flyway_schema_history where not success"))
                .isEqualTo("0");
    }

    @Test
    void theDatabaseIsDurableAndItsRoleIsOrdinary() throws SQLException {
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            assertThat(query("show " + setting)).as(setting).isEqualTo("on");
        }
        assertThat(query("show server_encoding")).isEqualTo("UTF8");
        assertThat(query("show listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(query("select rolsuper or rolcreaterole or rolcreatedb from pg_roles where rolname = current_user"))
                .isEqualTo("f");
    }

    @Test
    void theDatabaseAsksEveryoneForThePassword() throws IOException {
        List<String> rules = Files.readAllLines(service.dataDir().resolve("postgres/pg_hba.conf")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        assertThat(rules).isNotEmpty().allMatch(rule -> rule.endsWith("scram-sha-256"));
    }

    @Test
    void keysAreForTheOwnerAlone() throws IOException {
        Path keys = service.dataDir().resolve("keys");
        assertThat(mode(keys)).isEqualTo("rwx------");
        assertThat(mode(service.dataDir().resolve("run"))).isEqualTo("rwx------");
        assertThat(mode(service.dataDir().resolve("postgres"))).isEqualTo("rwx------");
        assertThat(contents(keys)).containsKeys("signing.pem", "data.key", "index.key", "postgres-wealth");
        for (String name : contents(keys).keySet()) {
            assertThat(mode(keys.resolve(name))).as(name).isEqualTo("rw-------");
        }
    }

    @Test
    void aStopIsOrderlyAndTheNextStartKeepsDataAndKeys() throws Exception {
        execute("insert into kept values ('stopped')");
        Map<String, String> keys = contents(service.dataDir().resolve("keys"));
        ProcessHandle server = service.database();

        int code = service.stop();

        // 128 + SIGTERM: the JVM's own code after its shutdown hooks.
        assertThat(code).isEqualTo(143);
        // The server removes its pid file, which the service waits for, a moment before it is gone.
        await().atMost(Duration.ofSeconds(5)).until(() -> !server.isAlive());
        await().atMost(Duration.ofSeconds(5)).until(() -> databaseLog().contains("database system is shut down"));
        service.start();
        assertThat(service.startTime()).isLessThan(Duration.ofSeconds(30));
        assertThat(keptRows("stopped")).isEqualTo("1");
        assertThat(contents(service.dataDir().resolve("keys"))).isEqualTo(keys);
        assertThat(service.log()).doesNotContain("recovered:");
    }

    @Test
    void aKilledServiceFindsItsDatabaseAgain() throws SQLException {
        execute("insert into kept values ('killed')");
        ProcessHandle orphan = service.database();

        service.kill9();
        assertThat(orphan.isAlive()).isTrue();
        service.start();

        assertThat(orphan.isAlive()).isFalse();
        assertThat(keptRows("killed")).isEqualTo("1");
    }

    @Test
    void aKilledServiceAndAKilledDatabaseRecoverTogether() throws SQLException {
        execute("insert into kept values ('both killed')");

        service.kill9();
        service.killDatabase9();
        assertThat(service.dataDir().resolve("postgres/postmaster.pid")).exists();
        service.start();

        assertThat(keptRows("both killed")).isEqualTo("1");
    }

    @Test
    void aStalePidFileThatNamesAStrangerIsNoObstacle() throws Exception {
        execute("insert into kept values ('stranger')");
        Path pidFile = service.dataDir().resolve("postgres/postmaster.pid");
        service.kill9();
        service.killDatabase9();
        List<String> lines = Files.readAllLines(pidFile);
        lines.set(0, String.valueOf(ProcessHandle.current().pid()));
        Files.write(pidFile, lines);

        service.start();

        assertThat(keptRows("stranger")).isEqualTo("1");
    }

    @Test
    void aSecondServiceOnTheSameDataIsRefused() throws Exception {
        Path output = service.dataDir().resolve("rival.log");
        Process rival = service.rival()
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = rival.waitFor(1, TimeUnit.MINUTES);
        rival.destroyForcibly();

        assertThat(ended).isTrue();
        assertThat(rival.exitValue()).isEqualTo(1);
        assertThat(output).content().contains("is in use by another service").doesNotContain("Exception");
        assertThat(status("q/health/ready")).isEqualTo(200);
    }

    private static int status(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(service.baseUri().resolve(path)).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = service.jdbc();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String keptRows(String note) throws SQLException {
        return query("select count(*) from kept where note = '" + note + "'");
    }

    private static String query(String sql) throws SQLException {
        try (Connection connection = service.jdbc();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static String databaseLog() throws IOException {
        return Files.readString(service.dataDir().resolve("run/postgresql.log"));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static Map<String, String> contents(Path directory) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return contents;
    }
}
