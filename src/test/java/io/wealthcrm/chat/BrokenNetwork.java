package io.wealthcrm.chat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/**
 * A network between apps and nodes that breaks each connection off after some number of bytes, in either direction and
 * wherever in a frame that is.
 */
final class BrokenNetwork implements AutoCloseable {
    /** A connection lives for some hundred frames at most, and may not outlive its handshake. */
    private static final int MOST_BYTES = 100_000;

    private final Vertx vertx = Vertx.vertx();
    private final NetClient client = vertx.createNetClient();
    /** What is broken off is reset: Java's WebSocket client does not notice an ordinary end in the middle of a message. */
    private final NetServerOptions resetting = new NetServerOptions().setSoLinger(0);

    private final AtomicInteger breaks = new AtomicInteger();
    private volatile boolean calm;

    /** A port behind which each connection leads to a node, as {@code node} chooses. */
    int portTo(IntSupplier node) {
        return vertx.createNetServer(resetting)
                .connectHandler(app -> join(app, node.getAsInt()))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    /** From now on nothing is broken off. */
    void calm() {
        calm = true;
    }

    /** How many connections were broken off. */
    int breaks() {
        return breaks.get();
    }

    private void join(NetSocket app, int port) {
        app.pause();
        var unused = client.connect(port, "127.0.0.1")
                .onSuccess(node -> {
                    AtomicLong left = new AtomicLong(ThreadLocalRandom.current().nextInt(MOST_BYTES));
                    pass(app, node, left);
                    pass(node, app, left);
                    app.resume();
                })
                .onFailure(refused -> app.close());
    }

    private void pass(NetSocket from, NetSocket to, AtomicLong left) {
        from.handler(bytes -> {
            long fits = left.getAndAdd(-bytes.length());
            if (calm || fits >= bytes.length()) {
                to.write(bytes);
            } else if (fits >= 0) {
                breaks.incrementAndGet();
                Buffer piece = bytes.slice(0, (int) fits);
                to.write(piece).onComplete(written -> {
                    from.close();
                    to.close();
                });
            }
        });
        from.exceptionHandler(broken -> to.close());
        from.closeHandler(end -> to.close());
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
