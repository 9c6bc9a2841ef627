package io.wealthcrm.bench;

import io.wealthcrm.testing.Service;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The service and the limits beside it, each of which can do a workload for a while as fast as it can. */
final class Contenders implements AutoCloseable {
    static final String OURS = "service";
    static final String BARE = "bare Vert.x";

    private final Service service;
    private final Settings settings;
    private final HttpLoad load;
    private final BareProcess bare;
    private final StaticServer nginx;
    private final PgBench pgbench;

    /** One of them, at one workload. */
    interface Run {
        /** @return how it went, with {@link Round#NONE} where its program is missing */
        Round go() throws SQLException, IOException;
    }

    Contenders(Service service, Settings settings, List<RecordedWorkload> workloads) throws IOException, SQLException {
        this.service = service;
        this.settings = settings;
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
    void check(RecordedWorkload one) throws SQLException, IOException {
        String table = one.workload().leaves();
        if (table == null) {
            return;
        }
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
    void heat(List<RecordedWorkload> all, Duration time) {
        HttpLoad heat = new HttpLoad(settings.connections(), time.dividedBy(2), time.dividedBy(2));
        HttpLoad.Answered unused = heat.closed(service.port(), mixedCalls(all), observed(OURS, service.pid()));
        unused = heat.closed(bare.port(), mixed(all, BareProcess::call), observed(BARE, bare.pid()));
    }

    /** All of them at one workload, by name; the service first. */
    Map<String, Run> at(RecordedWorkload one) {
        Map<String, Run> runs = new LinkedHashMap<>();
        runs.put(OURS, () -> ours(one.workload().calls()));
        runs.put(
                "pgbench, own SQL",
                () -> sql(Map.of(one.ownSql(), 1), one.ofOne().get(0).sight()));
        runs.put("pgbench, all SQL", () -> sql(Map.of(one.wholeSql(), 1), List.of()));
        runs.put(BARE, () -> bare(List.of(BareProcess.call(one))));
        runs.put("nginx, static", () -> fixed(List.of(one)));
        return runs;
    }

    /** All of them at a mixed day. */
    Map<String, Run> atMixed(List<RecordedWorkload> all) {
        Map<SqlScript, Integer> scripts = new LinkedHashMap<>();
        all.forEach(one -> scripts.put(one.wholeSql(), one.workload().share()));
        Map<String, Run> runs = new LinkedHashMap<>();
        runs.put(OURS, () -> ours(mixedCalls(all)));
        runs.put("pgbench, all SQL", () -> sql(scripts, List.of()));
        runs.put(BARE, () -> bare(mixed(all, BareProcess::call)));
        runs.put("nginx, static", () -> fixed(mixed(all, one -> one)));
        return runs;
    }

    private interface Picked<T> {
        T of(RecordedWorkload workload);
    }

    /** Each as often as it has a share, in a random order. */
    private static <T> List<T> mixed(List<RecordedWorkload> all, Picked<T> picked) {
        List<T> mixed = new ArrayList<>();
        for (RecordedWorkload one : all) {
            for (int i = 0; i < one.workload().share(); i++) {
                mixed.add(picked.of(one));
            }
        }
        Collections.shuffle(mixed, new Random(3));
        return mixed;
    }

    private static List<HttpCall> mixedCalls(List<RecordedWorkload> all) {
        Random random = new Random(9);
        List<HttpCall> calls = new ArrayList<>();
        for (int hundred = 0; hundred < 20; hundred++) {
            for (RecordedWorkload one : mixed(all, each -> each)) {
                List<HttpCall> its = one.workload().calls();
                calls.add(its.get(random.nextInt(its.size())));
            }
        }
        return calls;
    }

    private Round ours(List<HttpCall> calls) {
        return load.closed(service.port(), calls, observed(OURS, service.pid())).round();
    }

    private Round bare(List<HttpCall> calls) {
        return load.closed(bare.port(), calls, observed(BARE, bare.pid())).round();
    }

    /** At a fixed rate; the service's, then the bare server's. */
    HttpLoad.Answered atRate(String who, RecordedWorkload one, double rate) {
        return who.equals(OURS)
                ? load.open(service.port(), one.workload().calls(), rate, observed(OURS, service.pid()))
                : load.open(bare.port(), List.of(BareProcess.call(one)), rate, observed(BARE, bare.pid()));
    }

    private Round fixed(List<RecordedWorkload> workloads) throws IOException {
        if (nginx == null) {
            return Round.NONE;
        }
        List<HttpCall> calls = new ArrayList<>();
        for (RecordedWorkload one : workloads) {
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
