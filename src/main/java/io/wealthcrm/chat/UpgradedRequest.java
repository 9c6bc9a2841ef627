package io.wealthcrm.chat;

import io.quarkus.vertx.http.runtime.filters.QuarkusRequestWrapper;
import io.vertx.core.http.HttpServerRequest;
import java.lang.reflect.Method;
import org.jboss.logging.Logger;

/**
 * Ends a request that becomes a WebSocket. Quarkus counts it as in flight for ever, even when the socket has long been
 * closed, so that after the first socket every stop would wait for the whole {@code quarkus.shutdown.timeout}. What ends it
 * is not public; without it the service still stops, only late.
 */
final class UpgradedRequest {
    private static final Logger LOG = Logger.getLogger(UpgradedRequest.class);
    private static final Method DONE = done();

    private UpgradedRequest() {}

    static void finish(HttpServerRequest request) {
        if (DONE == null) {
            return;
        }
        try {
            Object nothing = DONE.invoke(QuarkusRequestWrapper.get(request));
            assert nothing == null;
        } catch (ReflectiveOperationException | IllegalArgumentException unknown) {
            LOG.debugf("not ended: %s", unknown.toString());
        }
    }

    private static Method done() {
        try {
            Method done = QuarkusRequestWrapper.class.getDeclaredMethod("done");
            done.setAccessible(true);
            return done;
        } catch (NoSuchMethodException | RuntimeException changed) {
            LOG.warnf("open sockets will hold up a stop: %s", changed.toString());
            return null;
        }
    }
}
