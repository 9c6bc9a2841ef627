package io.wealthcrm.shared.wall;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import java.util.function.Function;
import java.util.stream.Collector;

/** A statement of the pool's own, sent over a connection that was told what to show. */
class WalledQuery<T> implements Query<T> {
    private final WalledPool pool;
    private final Function<SqlConnection, ? extends Query<T>> query;

    WalledQuery(WalledPool pool, Function<SqlConnection, ? extends Query<T>> query) {
        this.pool = pool;
        this.query = query;
    }

    @Override
    public final Future<T> execute() {
        return pool.withConnection(connection -> query.apply(connection).execute());
    }

    @Override
    public final void execute(Handler<AsyncResult<T>> handler) {
        execute().onComplete(handler);
    }

    @Override
    public <R> Query<SqlResult<R>> collecting(Collector<Row, ?, R> collector) {
        return new WalledQuery<>(pool, connection -> query.apply(connection).collecting(collector));
    }

    @Override
    public <U> Query<RowSet<U>> mapping(Function<Row, U> mapper) {
        return new WalledQuery<>(pool, connection -> query.apply(connection).mapping(mapper));
    }
}
