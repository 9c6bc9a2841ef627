package io.wealthcrm.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.wealthcrm.testing.Service;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A {@link BareServer} on a service's database, signed in as people's connections are. */
final class BareProcess implements AutoCloseable {
    private final Process process;
    private final int port;

    private BareProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static BareProcess start(Service service, int connections, List<RecordedWorkload> workloads)
            throws IOException, SQLException {
        Map<String, List<Exchange>> requests =
                workloads.stream().collect(Collectors.toMap(RecordedWorkload::slug, RecordedWorkload::bare));
        int port = StaticServer.freePort();
        // On the same disk, and gone with the service's own.
        Path files = Files.createDirectories(service.dataDir().resolve("bare-files"));
        BareServer.Plan plan = new BareServer.Plan(
                port,
                service.databaseUrl().substring("jdbc:".length()),
                "wealth_app",
                Files.readString(service.dataDir().resolve("keys/postgres-wealth-app")),
                connections,
                files.toString(),
                requests,
                types(service, requests));
        Path file = Files.createTempFile("bench-plan", ".json");
        new ObjectMapper().writeValue(file.toFile(), plan);
        Process process = JavaProcess.start(BareServer.class, file);
        // Left open: the process ends when this one does.
        BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        String listening = said.readLine();
        Files.delete(file);
        if (listening == null) {
            throw new IllegalStateException("the bare server did not start");
        }
        return new BareProcess(process, port);
    }

    /** Of each statement's parameters, as the server infers them. */
    private static Map<String, List<String>> types(Service service, Map<String, List<Exchange>> requests)
            throws SQLException {
        Map<String, List<String>> types = new HashMap<>();
        try (Connection connection = service.jdbc();
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (List<Exchange> ofOne : requests.values()) {
                for (Sent sent : ofOne.get(0).statements()) {
                    if (!sent.isFrame()) {
                        types.put(sent.sql(), types(statement, sent.sql()));
                    }
                }
            }
        }
        return types;
    }

    private static List<String> types(Statement statement, String sql) throws SQLException {
        statement.execute("prepare bench_types as " + sql);
        try (ResultSet row = statement.executeQuery(
                "select cast(parameter_types as text[]) from pg_prepared_statements where name = 'bench_types'")) {
            boolean there = row.next();
            assert there;
            return Arrays.asList((String[]) row.getArray(1).getArray());
        } finally {
            statement.execute("deallocate bench_types");
        }
    }

    /** One of a workload's requests, drawn by the server. */
    static HttpCall call(RecordedWorkload workload) {
        byte[] upload = workload.workload().upload();
        String path = "/" + workload.slug();
        return upload == null ? HttpCall.plain(path) : HttpCall.plain(path, upload);
    }

    /** What such a request brings is kept, and nothing else is done. */
    static HttpCall file(RecordedWorkload workload) {
        return HttpCall.plain(BareServer.FILES, workload.workload().upload());
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
