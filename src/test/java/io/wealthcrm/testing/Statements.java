package io.wealthcrm.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The statements a service sends to its embedded PostgreSQL, read from the server's log. */
public final class Statements {
    private static final int TRIES = 5;
    private static final Set<String> FRAME = Set.of("BEGIN", "COMMIT", "ROLLBACK");

    /** Tells a connection what to show. It travels with the statement after it, which SlowNetworkServiceTest proves. */
    private static final String SIGHT = "select set_config('wealth.";

    /** Longer than the pause of most loops in the background. */
    private static final Duration IDLE = Duration.ofSeconds(4);

    private static final Duration SETTLED = Duration.ofMillis(200);

    private static final Pattern ENTRY = Pattern.compile("^(\\d+)\\|LOG: +(?:statement|execute [^:]*): (.*)");

    /** @param pid of the server process, one for each connection */
    private record Entry(int pid, String sql) {}

    private final Path log;
    private final Set<String> background;

    private Statements(Path log) {
        this.log = log;
        background = entries(() -> idle(IDLE)).stream().map(Entry::sql).collect(Collectors.toSet());
    }

    /** Has the server log every statement from now on, and learns what the service sends while nobody asks it. */
    public static Statements of(Service service) throws SQLException, IOException {
        String password = Files.readString(service.dataDir().resolve("keys/postgres-superuser"));
        try (Connection connection = DriverManager.getConnection(service.databaseUrl(), "postgres", password);
                var statement = connection.createStatement()) {
            statement.execute("alter system set log_statement = 'all'");
            statement.execute("alter system set log_line_prefix = '%p|'");
            statement.execute("select pg_reload_conf()");
        }
        return new Statements(service.dataDir().resolve("run/postgresql.log"));
    }

    private static void idle(Duration time) {
        await().during(time).atMost(time.multipliedBy(10)).until(() -> true);
    }

    /**
     * How many statements a request takes, begin and commit aside. The least of several runs, each after the news of earlier
     * requests: its own may still set out while it is answered.
     */
    public int of(Runnable request) {
        return IntStream.range(0, TRIES)
                .peek(run -> settle())
                .map(run -> own(entries(request)))
                .min()
                .orElseThrow();
    }

    private void settle() {
        await().atMost(Duration.ofMinutes(1)).until(() -> own(entries(() -> idle(SETTLED))) == 0);
    }

    private int own(List<Entry> entries) {
        return (int) entries.stream()
                .map(Entry::sql)
                .filter(sql -> !FRAME.contains(sql) && !sql.startsWith(SIGHT) && !background.contains(sql))
                .count();
    }

    /** How many statements the request's transaction takes between begin and commit; it is the one with this text in it. */
    public int inTransactionWith(String text, Runnable request) {
        List<Entry> entries = entries(request);
        Entry known = entries.stream()
                .filter(entry -> entry.sql().contains(text))
                .findFirst()
                .orElseThrow();
        List<String> own = entries.stream()
                .filter(entry -> entry.pid() == known.pid())
                .map(Entry::sql)
                .toList();
        int at = own.indexOf(known.sql());
        int begin = own.subList(0, at).lastIndexOf("BEGIN");
        int commit = own.subList(at, own.size()).indexOf("COMMIT") + at;
        return commit - begin - 1;
    }

    private List<Entry> entries(Runnable request) {
        try {
            long before = Files.size(log);
            request.run();
            byte[] all = Files.readAllBytes(log);
            return parse(new String(all, (int) before, (int) (all.length - before), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A statement of several lines goes on in lines without a prefix. */
    private static List<Entry> parse(String lines) {
        List<Entry> entries = new ArrayList<>();
        for (String line : lines.split("\n", -1)) {
            Matcher entry = ENTRY.matcher(line);
            if (entry.matches()) {
                entries.add(new Entry(Integer.parseInt(entry.group(1)), entry.group(2)));
            } else if (!entries.isEmpty() && line.startsWith("\t")) {
                Entry last = entries.remove(entries.size() - 1);
                entries.add(new Entry(last.pid(), last.sql() + line));
            }
        }
        return entries;
    }
}
