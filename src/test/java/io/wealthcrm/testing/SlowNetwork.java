package io.wealthcrm.testing;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.time.Duration;

/** A network between a service and its database on which each answer is late, so that round trips can be told by the clock. */
public final class SlowNetwork implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final NetClient client = vertx.createNetClient();
    private volatile long delayMillis;

    /** A port behind which the other one on this machine is; answers take no longer until told so. */
    public int portTo(int database) {
        return vertx.createNetServer()
                .connectHandler(service -> join(service, database))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    /** From now on each answer takes this much longer. */
    public void delay(Duration delay) {
        delayMillis = delay.toMillis();
    }

    private void join(NetSocket service, int port) {
        service.pause();
        var unused = client.connect(port, "127.0.0.1")
                .onSuccess(database -> {
                    service.handler(database::write);
                    database.handler(answer -> {
                        if (delayMillis == 0) {
                            service.write(answer);
                        } else {
                            vertx.setTimer(delayMillis, late -> service.write(answer));
                        }
                    });
                    service.closeHandler(end -> database.close());
                    database.closeHandler(end -> service.close());
                    service.resume();
                })
                .onFailure(refused -> service.close());
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
