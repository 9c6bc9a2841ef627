package io.wealthcrm.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The least a JVM can do for a workload, in a process of its own: HTTP, the SQL that the service sends with parameters it once
 * sent, the rows as JSON. Nobody signs in, nothing is checked, nothing is logged; {@code GET /<workload>} is one of its requests
 * drawn at random. What is posted there is kept as a file before, and what is posted to {@code /files} is kept and that is all.
 */
final class BareServer extends AbstractVerticle {
    static final String FILES = "/files";

    private final Pool pool;
    private final Map<String, List<BareRequest>> workloads;
    private final BareFiles files;
    private final int port;

    private BareServer(Pool pool, Map<String, List<BareRequest>> workloads, BareFiles files, int port) {
        this.pool = pool;
        this.workloads = workloads;
        this.files = files;
        this.port = port;
    }

    /**
     * What it is to do.
     *
     * @param url of the database, {@code postgresql://…}
     * @param workloads their requests as sent, by path
     * @param files where to keep them
     * @param types of the parameters of each statement, by PostgreSQL's names
     */
    record Plan(
            int port,
            String url,
            String user,
            String password,
            int connections,
            String files,
            Map<String, List<Exchange>> workloads,
            Map<String, List<String>> types) {}

    /** Reads its {@link Plan} from a file, says when it listens, and ends with its input. */
    public static void main(String[] arguments) throws IOException {
        Plan plan = new ObjectMapper().readValue(Path.of(arguments[0]).toFile(), Plan.class);
        Map<String, List<BareRequest>> workloads = new HashMap<>();
        plan.workloads.forEach((name, requests) -> workloads.put(
                "/" + name,
                requests.stream()
                        .map(request -> BareRequest.of(request, plan.types))
                        .toList()));
        Vertx vertx = Vertx.vertx();
        Pool pool = pool(vertx, plan);
        BareFiles files = new BareFiles(Path.of(plan.files));
        DeploymentOptions onEachProcessor =
                new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        vertx.deployVerticle(() -> new BareServer(pool, workloads, files, plan.port), onEachProcessor)
                .onSuccess(listening -> System.out.println("listening"))
                .onFailure(Throwable::printStackTrace);
        System.in.transferTo(OutputStream.nullOutputStream());
        Future<Void> unused = vertx.close();
    }

    private static Pool pool(Vertx vertx, Plan plan) {
        PgConnectOptions database = PgConnectOptions.fromUri(plan.url)
                .setUser(plan.user)
                .setPassword(plan.password)
                .setCachePreparedStatements(true);
        database.setPreparedStatementCacheSqlFilter(sql -> true);
        return PgBuilder.pool()
                .connectingTo(database)
                .with(new PoolOptions().setMaxSize(plan.connections))
                .using(vertx)
                .build();
    }

    @Override
    public void start(Promise<Void> started) {
        vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                .requestHandler(this::answer)
                .listen()
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private void answer(HttpServerRequest request) {
        if (request.method() == HttpMethod.GET) {
            query(request);
            return;
        }
        request.body()
                .compose(body -> vertx.executeBlocking(() -> files.keep(body), false))
                .onSuccess(kept -> {
                    if (request.path().equals(FILES)) {
                        end(request, 201, "{}");
                    } else {
                        query(request);
                    }
                })
                .onFailure(failure -> end(request, 500, failure.toString()));
    }

    private void query(HttpServerRequest request) {
        List<BareRequest> drawable = workloads.get(request.path());
        BareRequest drawn = drawable.get(ThreadLocalRandom.current().nextInt(drawable.size()));
        pool.withConnection(drawn::run)
                .onSuccess(rows -> end(request, 200, json(rows)))
                .onFailure(failure -> end(request, 500, failure.toString()));
    }

    private static String json(List<Row> rows) {
        JsonArray all = new JsonArray();
        rows.forEach(row -> all.add(row.toJson()));
        return all.encode();
    }

    private static void end(HttpServerRequest request, int status, String body) {
        Future<Void> unused = request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body);
    }
}
