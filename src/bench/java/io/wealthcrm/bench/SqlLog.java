package io.wealthcrm.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.wealthcrm.testing.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The log of a service's embedded PostgreSQL, which tells of people's connections each statement with its parameters. */
final class SqlLog implements AutoCloseable {
    private static final String WALLED = "wealth_app";
    private static final Pattern LINE = Pattern.compile("^\\d+\\|(\\w*)\\|(\\w+): +(.*)", Pattern.DOTALL);
    private static final Pattern STATEMENT = Pattern.compile("(?:statement|execute [^:]*): (.*)", Pattern.DOTALL);
    private static final Pattern PARAMETER = Pattern.compile("\\$\\d+ = (NULL|'((?:[^']|'')*)')");

    private final Service service;
    private final Path file;

    private SqlLog(Service service) {
        this.service = service;
        file = service.dataDir().resolve("run/postgresql.log");
    }

    /** Has the server write it; who is connected is cut off, since the terseness of the log is settled on connecting. */
    static SqlLog of(Service service) throws SQLException {
        Superuser.run(
                service,
                "alter system set log_line_prefix = '%p|%u|'",
                "alter role " + WALLED + " set log_statement = 'all'",
                "alter role " + WALLED + " set log_error_verbosity = 'default'",
                "select pg_reload_conf()");
        reconnect(service);
        return new SqlLog(service);
    }

    /** What a request sends. It must have been asked before, so that the service need not look anything up for good. */
    Exchange of(Runnable request) {
        try {
            long before = Files.size(file);
            Instant began = Instant.now();
            request.run();
            byte[] all = Files.readAllBytes(file);
            return Exchange.of(parsed(new String(all, (int) before, (int) (all.length - before), UTF_8)), began);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines that begin with a tab go on with the one before. */
    private static List<Sent> parsed(String written) {
        List<Sent> sent = new ArrayList<>();
        for (String entry : written.replace("\n\t", "\t").split("\n", -1)) {
            Matcher line = LINE.matcher(entry.replace('\t', '\n'));
            if (!line.matches() || !line.group(1).equals(WALLED)) {
                continue;
            }
            Matcher statement = STATEMENT.matcher(line.group(3));
            if (line.group(2).equals("LOG") && statement.matches()) {
                sent.add(new Sent(statement.group(1), List.of()));
            } else if (line.group(2).equals("DETAIL") && !sent.isEmpty()) {
                Sent last = sent.remove(sent.size() - 1);
                sent.add(new Sent(last.sql(), parameters(line.group(3))));
            }
        }
        return sent;
    }

    private static List<String> parameters(String detail) {
        List<String> values = new ArrayList<>();
        Matcher each = PARAMETER.matcher(detail);
        while (each.find()) {
            values.add(each.group(2) == null ? null : each.group(2).replace("''", "'"));
        }
        return values;
    }

    /** Ends the connections too, for they would go on writing. */
    @Override
    public void close() throws SQLException {
        Superuser.run(service, "alter role " + WALLED + " reset all");
        reconnect(service);
    }

    private static void reconnect(Service service) throws SQLException {
        Superuser.run(
                service, "select pg_terminate_backend(pid) from pg_stat_activity where usename = '" + WALLED + "'");
        // The service notices within moments.
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
    }
}
