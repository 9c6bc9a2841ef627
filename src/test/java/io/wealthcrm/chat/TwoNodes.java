package io.wealthcrm.chat;

import io.wealthcrm.testing.Database;
import io.wealthcrm.testing.Redis;
import io.wealthcrm.testing.Service;
import java.util.concurrent.ThreadLocalRandom;

/** Two nodes on one PostgreSQL and one Redis, each of which can be killed. */
record TwoNodes(Database database, Redis redis, Service one, Service two) implements AutoCloseable {
    static TwoNodes start(String name) {
        Database database = Database.start(name);
        Redis redis = Redis.start();
        Service one = Service.named(name + "-1")
                .on(database)
                .with("wealth.cluster.redis", redis.url())
                .with("wealth.chat.replay-limit", "2000")
                .start();
        return new TwoNodes(database, redis, one, one.twin(name + "-2").start());
    }

    int anyPort() {
        return ThreadLocalRandom.current().nextBoolean() ? one.port() : two.port();
    }

    @Override
    public void close() {
        one.stop();
        two.stop();
        one.close();
        redis.close();
        database.close();
    }
}
