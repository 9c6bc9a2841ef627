package io.wealthcrm.shared.wall;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.pgclient.PgException;
import io.vertx.pgclient.PgPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The one pool everybody uses, Hibernate's sessions too, made of two: connections of the walled role for people, of the
 * tables' owner for the service itself. A walled connection is told what to show each time it is taken, and the answer is not
 * waited for: the driver sends statements of one connection in the order they were given, and the server does them in that
 * order, so the setting is in force before the first statement and costs no round trip. What the connection showed before is
 * never relied on.
 */
final class WalledPool implements PgPool {
    private static final Logger LOG = Logger.getLogger(WalledPool.class);

    /**
     * A plan of several processes makes people's short statements late: starting them takes 10 ms, and the processors they would run
     * on serve other people. Jobs may have them.
     */
    private static final String SHOW =
            """
            select set_config('wealth.reach', $1, false), set_config('wealth.mine', $2, false), \
            set_config('wealth.units', $3, false), set_config('wealth.customers', $4, false), \
            set_config('max_parallel_workers_per_gather', '0', false)""";

    private final Pool walled;
    private final Pool owners;

    WalledPool(Pool walled, Pool owners) {
        this.walled = walled;
        this.owners = owners;
    }

    @Override
    public Future<SqlConnection> getConnection() {
        Sight sight = Wall.current();
        return sight.reach() == Sight.Reach.SYSTEM
                ? owners.getConnection()
                : walled.getConnection().map(connection -> showing(sight, connection));
    }

    @Override
    public void getConnection(Handler<AsyncResult<SqlConnection>> handler) {
        getConnection().onComplete(handler);
    }

    private static SqlConnection showing(Sight sight, SqlConnection connection) {
        Tuple values = Tuple.of(
                sight.reach().name(),
                Sight.array(sight.mine()),
                Sight.array(sight.units()),
                Sight.array(sight.customers()));
        connection.preparedQuery(SHOW).execute(values).onFailure(failure -> abandon(connection, failure));
        return connection;
    }

    /** A setting fails with its connection alone; should the server ever refuse one, the connection serves nobody again. */
    private static void abandon(SqlConnection connection, Throwable failure) {
        if (failure instanceof PgException) {
            LOG.warnf("A connection was not told what to show and is given up: %s", failure.toString());
            connection.query("select pg_terminate_backend(pg_backend_pid())").execute();
        }
    }

    @Override
    public Query<RowSet<Row>> query(String sql) {
        return new WalledQuery<>(this, connection -> connection.query(sql));
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
        return new WalledPreparedQuery<>(this, connection -> connection.preparedQuery(sql));
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
        return new WalledPreparedQuery<>(this, connection -> connection.preparedQuery(sql, options));
    }

    @Override
    public Future<Void> close() {
        return Future.join(walled.close(), owners.close()).mapEmpty();
    }

    @Override
    public void close(Handler<AsyncResult<Void>> handler) {
        close().onComplete(handler);
    }

    @Override
    public PgPool connectHandler(Handler<SqlConnection> handler) {
        walled.connectHandler(handler);
        owners.connectHandler(handler);
        return this;
    }

    @Override
    public PgPool connectionProvider(Function<Context, Future<SqlConnection>> provider) {
        throw new UnsupportedOperationException("connections come from the configured database alone");
    }

    @Override
    public int size() {
        return walled.size() + owners.size();
    }
}
