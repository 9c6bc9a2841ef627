package io.wealthcrm.chat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Answers a frame the decoder gives up on, by its header alone, with a close code of ours. Vert.x would cut the connection
 * before anybody above it is told. What the peer still sends is thrown away for a moment, because closing over unread bytes
 * resets the connection and the peer might never see the code.
 */
final class FrameGuard extends ChannelInboundHandlerAdapter {
    private static final String VERTX = "handler";
    private static final String NAME = "frame-guard";
    private static final long LINGER_SECONDS = 2;

    private final Consumer<CloseCode> closed;
    private boolean closing;

    private FrameGuard(Consumer<CloseCode> closed) {
        this.closed = closed;
    }

    /** Guards the connection of a request that becomes a WebSocket; {@code closed} is told of the code it ends with. */
    static void install(HttpServerRequest request, Consumer<CloseCode> closed) {
        if (request.connection() instanceof ConnectionBase connection) {
            ChannelPipeline pipeline = connection.channel().pipeline();
            if (pipeline.get(VERTX) != null && pipeline.get(NAME) == null) {
                pipeline.addBefore(VERTX, NAME, new FrameGuard(closed));
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext channel, Throwable failure) {
        if (!(failure instanceof CorruptedWebSocketFrameException corrupt)) {
            channel.fireExceptionCaught(failure);
        } else if (!closing) {
            closing = true;
            close(channel, corrupt.closeStatus());
        }
    }

    private void close(ChannelHandlerContext channel, WebSocketCloseStatus status) {
        boolean tooBig = status.code() == WebSocketCloseStatus.MESSAGE_TOO_BIG.code();
        CloseCode code = tooBig ? CloseCode.TOO_BIG : CloseCode.BAD_FRAME;
        closed.accept(code);
        channel.writeAndFlush(new CloseWebSocketFrame(code.number(), code.name()));
        channel.executor().schedule(() -> channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    }
}
