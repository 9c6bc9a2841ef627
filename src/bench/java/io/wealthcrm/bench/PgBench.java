package io.wealthcrm.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wealthcrm.testing.Service;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs of pgbench on a service's database, signed in as people's connections are. */
final class PgBench {
    private static final Pattern PROGRESS = Pattern.compile("progress: [0-9.]+ s, ([0-9.]+) tps,.* (\\d+) failed.*");
    private static final List<String> SIGHT =
            List.of("wealth.reach", "wealth.mine", "wealth.units", "wealth.customers");

    private final Path program;
    private final Service service;
    private final int connections;
    private final int warmUp;
    private final int seconds;

    /** @param warmUp whole seconds, as is {@code time}: pgbench tells of each */
    PgBench(Path program, Service service, int connections, Duration warmUp, Duration time) {
        this.program = program;
        this.service = service;
        this.connections = connections;
        this.warmUp = (int) warmUp.toSeconds();
        this.seconds = (int) time.toSeconds();
    }

    /**
     * @param scripts with how often each is drawn
     * @param sight of all connections; empty where the scripts set it
     */
    Round run(Map<SqlScript, Integer> scripts, List<String> sight, Observed processes)
            throws SQLException, IOException {
        int threads = Math.min(connections, Runtime.getRuntime().availableProcessors());
        Process process = start(
                scripts,
                sight,
                List.of("-P", "1", "-T", "" + (warmUp + seconds + 2), "-c", "" + connections, "-j", "" + threads));
        Observed observed = processes.with("client", process.pid());
        try (BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            return watched(said, observed);
        } finally {
            process.destroy();
        }
    }

    /** One transaction of it. */
    void once(SqlScript script, List<String> sight) throws SQLException, IOException {
        Process process = start(Map.of(script, 1), sight, List.of("-t", "1"));
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!said.contains("actually processed: 1/1")) {
            throw new IllegalStateException("pgbench: " + said);
        }
    }

    private Process start(Map<SqlScript, Integer> scripts, List<String> sight, List<String> howMuch)
            throws SQLException, IOException {
        ProcessBuilder builder = new ProcessBuilder(command(scripts, howMuch)).redirectErrorStream(true);
        builder.environment()
                .put("PGPASSWORD", Files.readString(service.dataDir().resolve("keys/postgres-wealth-app")));
        builder.environment().put("PGOPTIONS", options(sight));
        return builder.start();
    }

    private List<String> command(Map<SqlScript, Integer> scripts, List<String> howMuch)
            throws SQLException, IOException {
        Path directory = Files.createDirectories(Path.of("target", "bench", "pgbench"));
        URI database = URI.create(service.databaseUrl().substring("jdbc:".length()));
        List<String> command = new ArrayList<>(List.of(program.toString(), "-n", "-M", "prepared"));
        command.addAll(howMuch);
        command.addAll(List.of("-h", database.getHost(), "-p", "" + database.getPort(), "-U", "wealth_app"));
        Map<String, String> variables = new LinkedHashMap<>();
        for (Map.Entry<SqlScript, Integer> script : scripts.entrySet()) {
            variables.putAll(script.getKey().variables());
            command.addAll(List.of("-f", script.getKey().write(service, directory) + "@" + script.getValue()));
        }
        variables.forEach((name, value) -> command.addAll(List.of("-D", name + "=" + value)));
        command.add(database.getPath().substring(1));
        return command;
    }

    private static String options(List<String> sight) {
        StringBuilder options = new StringBuilder();
        for (int i = 0; i < sight.size(); i++) {
            options.append("-c ")
                    .append(SIGHT.get(i))
                    .append('=')
                    .append(sight.get(i))
                    .append(' ');
        }
        return options.toString();
    }

    private Round watched(BufferedReader said, Observed observed) throws IOException {
        StringBuilder other = new StringBuilder();
        double transactions = 0;
        long failed = 0;
        int second = 0;
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            Matcher progress = PROGRESS.matcher(line);
            if (!progress.matches()) {
                other.append(line).append('\n');
                continue;
            }
            second++;
            if (second == warmUp) {
                observed.begin();
            } else if (second > warmUp) {
                transactions += Double.parseDouble(progress.group(1));
                failed += Long.parseLong(progress.group(2));
            }
            if (second == warmUp + seconds && !other.toString().contains("aborted")) {
                return observed.end(Math.round(transactions), failed, 0);
            }
        }
        throw new IllegalStateException("pgbench: " + other);
    }
}
