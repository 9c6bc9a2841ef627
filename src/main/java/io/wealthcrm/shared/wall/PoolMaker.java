package io.wealthcrm.shared.wall;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** Makes the pool of the service; nothing else may make one, for it would stand beside the wall. */
@Singleton
class PoolMaker implements PgPoolCreator {
    private static final Logger LOG = Logger.getLogger(PoolMaker.class);

    private final WallConfig config;

    PoolMaker(WallConfig config) {
        this.config = config;
    }

    @Override
    public Pool create(Input input) {
        if (config.username().isEmpty()) {
            LOG.warn("Row-level security is off: set wealth.wall.username to a role that does not own the tables");
            return pool(input, input.poolOptions(), input.pgConnectOptionsList());
        }
        Pool walled = pool(input, input.poolOptions(), walled(input.pgConnectOptionsList()));
        return new WalledPool(walled, pool(input, half(input.poolOptions()), input.pgConnectOptionsList()));
    }

    private static Pool pool(Input input, PoolOptions options, List<PgConnectOptions> database) {
        return PgDriver.INSTANCE.createPool(
                input.vertx(), database.stream().map(PoolMaker::planning).toList(), options);
    }

    /** The driver would have the server plan statements of more than 2048 characters anew each time, for 15 to 30 ms. */
    private static PgConnectOptions planning(PgConnectOptions database) {
        PgConnectOptions planning = new PgConnectOptions(database);
        planning.setPreparedStatementCacheSqlFilter(sql -> true);
        return planning;
    }

    /** Loops and jobs take turns; people wait for an answer. */
    private static PoolOptions half(PoolOptions options) {
        return new PoolOptions(options)
                .setName(options.getName() + "-owner")
                .setMaxSize(Math.max(1, options.getMaxSize() / 2));
    }

    private List<PgConnectOptions> walled(List<PgConnectOptions> owner) {
        return owner.stream().map(this::walled).toList();
    }

    private PgConnectOptions walled(PgConnectOptions owner) {
        PgConnectOptions walled = new PgConnectOptions(owner);
        config.username().ifPresent(walled::setUser);
        config.password().ifPresent(walled::setPassword);
        return walled;
    }
}
