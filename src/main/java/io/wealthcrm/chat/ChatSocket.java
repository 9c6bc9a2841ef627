package io.wealthcrm.chat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.websockets.next.InboundProcessingMode;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import org.jboss.logging.Logger;

/**
 * The door of {@code /ws/v1}. Quarkus WebSockets Next carries it: close codes are ours, binary frames are told apart, and a foreign
 * origin is refused at the handshake; what is written goes by {@link Wire}. Frames are taken as they come and queued per socket under a bound ({@link Reception}), since
 * the framework's serial mode would queue them without one.
 */
@WebSocket(path = ChatSocket.PATH, inboundProcessingMode = InboundProcessingMode.CONCURRENT)
class ChatSocket {
    static final String PATH = "/ws/v1";
    private static final Logger LOG = Logger.getLogger(ChatSocket.class);

    private final Peers peers;
    private final Reception reception;
    private final Delivery delivery;
    private final Presence presence;
    private final ChatConfig config;
    private final MeterRegistry metrics;

    ChatSocket(
            Peers peers,
            Reception reception,
            Delivery delivery,
            Presence presence,
            ChatConfig config,
            MeterRegistry metrics) {
        this.peers = peers;
        this.reception = reception;
        this.delivery = delivery;
        this.presence = presence;
        this.config = config;
        this.metrics = metrics;
    }

    @OnOpen
    @NonBlocking
    void opened(WebSocketConnection connection) {
        peers.opened(new Peer(
                connection, VertxContext.getRootContext(Vertx.currentContext()), config, metrics, delivery::pump));
    }

    @OnTextMessage
    @NonBlocking
    void text(String frame, WebSocketConnection connection) {
        Peer peer = peers.get(connection.id());
        if (peer != null && peer.open()) {
            reception.take(peer, frame);
        }
    }

    @OnBinaryMessage
    @NonBlocking
    void binary(Buffer frame, WebSocketConnection connection) {
        Peer peer = peers.get(connection.id());
        if (peer != null) {
            peer.close(CloseCode.BAD_FRAME, "text frames only");
        }
    }

    @OnClose
    @NonBlocking
    void closed(WebSocketConnection connection) {
        Peer peer = peers.get(connection.id());
        if (peer != null) {
            presence.left(peer);
        }
    }

    @OnError
    @NonBlocking
    void failed(Throwable failure, WebSocketConnection connection) {
        LOG.infof("socket failed: %s", failure.toString());
        Peer peer = peers.get(connection.id());
        if (peer != null) {
            peer.close(tooBig(failure) ? CloseCode.TOO_BIG : CloseCode.BAD_FRAME);
        }
    }

    /** A message in many pieces, given up on when they are too much together; one big piece meets {@link FrameGuard}. */
    private static boolean tooBig(Throwable failure) {
        return String.valueOf(failure.getMessage()).startsWith("Cannot process text frame");
    }
}
