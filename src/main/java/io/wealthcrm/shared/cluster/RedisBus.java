package io.wealthcrm.shared.cluster;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.net.URI;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Redis pub/sub. Redis keeps nothing for us: it may be away at the start, be killed, hang or be restarted empty. A lost
 * connection is made anew until it holds; the log has one line when Redis is lost and one when it is back.
 */
final class RedisBus implements Bus {
    private static final Logger LOG = Logger.getLogger(RedisBus.class);
    private static final String CHANNEL = "wealth-crm";
    private static final long LOOK_MS = 500;
    /** Every node hears at least itself once a second; a Redis silent for longer hangs. */
    private static final long SILENT_NANOS = 4_000_000_000L;

    private final Vertx vertx;
    private final String url;
    private Context loop;
    private Consumer<String> heard;
    private Runnable joined;
    /** The client of the connections under way or in use; null until the next try. The loop's own, as what follows. */
    private Redis client;

    private long heardAt;
    private boolean missed;
    private volatile RedisConnection mouth;
    private volatile boolean closed;

    RedisBus(Vertx vertx, String url) {
        this.vertx = vertx;
        this.url = url;
    }

    @Override
    public void open(Consumer<String> hears, Runnable joins) {
        heard = hears;
        joined = joins;
        loop = vertx.getOrCreateContext();
        loop.runOnContext(now -> {
            connect();
            vertx.setPeriodic(LOOK_MS, timer -> look());
        });
    }

    @Override
    public void tell(String text) {
        loop.runOnContext(now -> {
            RedisConnection to = mouth;
            if (to != null) {
                to.send(Request.cmd(Command.PUBLISH).arg(CHANNEL).arg(text))
                        .onFailure(failure -> LOG.debugf("not told: %s", failure.toString()));
            }
        });
    }

    @Override
    public boolean connected() {
        return mouth != null;
    }

    @Override
    public void close() {
        closed = true;
        if (loop != null) {
            loop.runOnContext(now -> drop());
        }
    }

    private void look() {
        if (client == null && !closed) {
            connect();
        } else if (client != null && System.nanoTime() - heardAt > SILENT_NANOS) {
            lost(client, "silent");
        }
    }

    /** One connection listens and another tells, since a listening one may do nothing else in older versions. */
    private void connect() {
        Redis fresh = Redis.createClient(vertx, new RedisOptions().setConnectionString(url));
        client = fresh;
        heardAt = System.nanoTime();
        fresh.connect()
                .compose(ear -> {
                    ear.handler(this::take);
                    ear.exceptionHandler(failure -> lost(fresh, failure.toString()));
                    ear.endHandler(end -> lost(fresh, "connection ended"));
                    return ear.send(Request.cmd(Command.SUBSCRIBE).arg(CHANNEL));
                })
                .compose(subscribed -> fresh.connect())
                .onSuccess(connection -> connected(fresh, connection))
                .onFailure(failure -> lost(fresh, failure.toString()));
    }

    private void connected(Redis by, RedisConnection connection) {
        if (by != client || closed) {
            by.close();
            return;
        }
        connection.exceptionHandler(failure -> lost(by, failure.toString()));
        connection.endHandler(end -> lost(by, "connection ended"));
        mouth = connection;
        LOG.infof(
                missed ? "Redis at %s is back: nodes hear each other again" : "Nodes hear each other by Redis at %s",
                place());
        missed = false;
        joined.run();
    }

    private void take(Response message) {
        if (message.size() == 3 && "message".equals(message.get(0).toString())) {
            heardAt = System.nanoTime();
            heard.accept(message.get(2).toString());
        }
    }

    private void lost(Redis by, String why) {
        if (by != client || closed) {
            return;
        }
        drop();
        if (!missed) {
            missed = true;
            LOG.warnf("Redis at %s is lost (%s): news of other nodes comes by the poll until it is back", place(), why);
        }
    }

    private void drop() {
        mouth = null;
        if (client != null) {
            client.close();
            client = null;
        }
    }

    /** The address without the password. */
    private String place() {
        URI uri = URI.create(url);
        return uri.getHost() + ":" + uri.getPort();
    }
}
