package io.wealthcrm.testing;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/** A network between a service and its database on which each answer is late, so that round trips can be told by the clock. */
public final class SlowNetwork implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final NetClient client = vertx.createNetClient();
    private volatile long delayMillis;

    /** A port behind which the other one on this machine is; answers take a millisecond until told otherwise. */
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
                    // Whichever timer is first brings the oldest: answers keep their order, also when the delay
                    // changes.
                    Queue<Buffer> late = new ArrayDeque<>();
                    database.handler(answer -> {
                        late.add(answer);
                        vertx.setTimer(Math.max(1, delayMillis), over -> service.write(late.remove()));
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
