package io.wealthcrm.bench;

import io.wealthcrm.testing.Service;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The service and the limits beside it, each of which can do a workload for a while. */
final class Contenders implements AutoCloseable {
    static final String OURS = "service";
    private static final String BARE = "bare Vert.x";

    private final Service service;
    private final Settings settings;
    private final HttpLoad load;
    private final List<RecordedWorkload> workloads;
    private final BareProcess bare;
    private final StaticServer nginx;
    private final PgBench pgbench;

    Contenders(Service service, Settings settings, List<RecordedWorkload> workloads) throws IOException, SQLException {
        this.service = service;
        this.settings = settings;
        this.workloads = workloads;
        load = settings.load();
        bare = BareProcess.start(service, settings.connections(), workloads);
        nginx = Tool.NGINX.path().isEmpty()
                ? null
                : StaticServer.start(Tool.NGINX.path().get());
        pgbench = Tool.PGBENCH
                .path()
                .map(program ->
                        new PgBench(program, service, settings.connections(), settings.warmUp(), settings.time()))
                .orElse(null);
    }

    /** Makes sure that what is sent again does what the service's requests did: each leaves a row. */
    void check() throws SQLException, IOException {
        for (RecordedWorkload one : workloads) {
            if (one.workload().leaves() != null) {
                check(one, one.workload().leaves());
            }
        }
    }

    private void check(RecordedWorkload one, String table) throws SQLException, IOException {
        long before = rows(table);
        int status = BareProcess.call(one).ask(bare.port()).status();
        long expected = before + 1;
        if (pgbench != null) {
            pgbench.once(one.ownSql(), one.ofOne().get(0).sight());
            pgbench.once(one.wholeSql(), List.of());
            expected += 2;
        }
        long now = rows(table);
        if (now != expected || status != 200) {
            throw new IllegalStateException(
                    "%s: %d rows were left, not %d".formatted(one.workload().name(), now - before, expected - before));
        }
    }

    private long rows(String table) throws SQLException {
        try (Connection connection = service.jdbc();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from " + table)) {
            boolean there = count.next();
            assert there;
            return count.getLong(1);
        }
    }

    /** Lets both JVMs do all of it until they have compiled what they run. */
    void heat() {
        HttpLoad heat = new HttpLoad(
                settings.connections(),
                settings.heat().dividedBy(2),
                settings.heat().dividedBy(2));
        HttpLoad.Answered unused = heat.closed(service.port(), mixedCalls(), observed(OURS, service.pid()));
        if (settings.beside().matcher(BARE).find()) {
            unused = heat.closed(bare.port(), mixedBare(), observed(BARE, bare.pid()));
        }
    }

    /** All workloads, and where they are several a day of them all. */
    List<Asked> asked() {
        List<Asked> asked = new ArrayList<>();
        workloads.forEach(one -> asked.add(asked(one)));
        if (workloads.size() > 1) {
            asked.add(mixedDay());
        }
        return asked;
    }

    private Asked asked(RecordedWorkload one) {
        Map<String, Asked.Run> runs = new LinkedHashMap<>();
        runs.put(
                "pgbench, own SQL",
                () -> sql(Map.of(one.ownSql(), 1), one.ofOne().get(0).sight()));
        runs.put("pgbench, all SQL", () -> sql(Map.of(one.wholeSql(), 1), List.of()));
        if (one.workload().upload() != null) {
            runs.put(BARE + ", file alone", () -> bare(List.of(BareProcess.file(one))));
        }
        runs.put("nginx, static", () -> fixed(List.of(one)));
        return asked(one.workload().name(), one.workload().calls(), List.of(BareProcess.call(one)), runs);
    }

    private Asked mixedDay() {
        Map<SqlScript, Integer> scripts = new LinkedHashMap<>();
        workloads.forEach(one -> scripts.put(one.wholeSql(), one.workload().share()));
        Map<String, Asked.Run> runs = new LinkedHashMap<>();
        runs.put("pgbench, all SQL", () -> sql(scripts, List.of()));
        runs.put("nginx, static", () -> fixed(mixed()));
        return asked(MixedDay.NAME, mixedCalls(), mixedBare(), runs);
    }

    /** Those who speak HTTP, and of all the rest those who are wanted. */
    private Asked asked(String name, List<HttpCall> ours, List<HttpCall> bareCalls, Map<String, Asked.Run> limits) {
        Map<String, Asked.Run> closed = new LinkedHashMap<>();
        closed.put(OURS, () -> load.closed(service.port(), ours, observed(OURS, service.pid()))
                .round());
        closed.putAll(limits);
        closed.put(BARE, () -> bare(bareCalls));
        Map<String, Asked.Paced> open = new LinkedHashMap<>();
        open.put(OURS, rate -> load.open(service.port(), ours, rate, observed(OURS, service.pid())));
        open.put(BARE, rate -> load.open(bare.port(), bareCalls, rate, observed(BARE, bare.pid())));
        closed.keySet().removeIf(this::unwanted);
        open.keySet().removeIf(this::unwanted);
        return new Asked(name, closed, open);
    }

    private boolean unwanted(String who) {
        return !who.equals(OURS) && !settings.beside().matcher(who).find();
    }

    private List<RecordedWorkload> mixed() {
        return MixedDay.of(workloads, one -> one.workload().share());
    }

    private List<HttpCall> mixedBare() {
        return mixed().stream().map(BareProcess::call).toList();
    }

    private List<HttpCall> mixedCalls() {
        return MixedDay.calls(workloads.stream().map(RecordedWorkload::workload).toList());
    }

    private Round bare(List<HttpCall> calls) {
        return load.closed(bare.port(), calls, observed(BARE, bare.pid())).round();
    }

    private Round fixed(List<RecordedWorkload> recorded) throws IOException {
        if (nginx == null) {
            return Round.NONE;
        }
        List<HttpCall> calls = new ArrayList<>();
        for (RecordedWorkload one : recorded) {
            calls.add(nginx.sized(one.body()));
        }
        return load.closed(nginx.port(), calls, observed("nginx", nginx.pid())).round();
    }

    private Round sql(Map<SqlScript, Integer> scripts, List<String> sight) throws SQLException, IOException {
        return pgbench == null ? Round.NONE : pgbench.run(scripts, sight, observed(OURS, service.pid()));
    }

    private Observed observed(String who, long pid) {
        Map<String, Long> watched = new LinkedHashMap<>();
        watched.put(who, pid);
        watched.put("PostgreSQL", service.database().pid());
        return new Observed(watched);
    }

    @Override
    public void close() {
        bare.close();
        if (nginx != null) {
            nginx.close();
        }
    }
}
